package ee.fluxychat.tck.client;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket spoken byte by byte, for what a proper client cannot do: malformed upgrades, reading a refusal's body, broken frames, bytes
 * one at a time, not reading at all. Confined to one thread.
 */
public final class RawSocket implements AutoCloseable {

    /** The opcodes of RFC 6455, 5.2. */
    public static final int CONTINUATION = 0;

    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    // any four bytes serve: masking protects proxies, not us
    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

    /** More than any head of an answer needs. */
    private static final int LONGEST_HEAD = 256 << 10;

    private static final int LONGEST = LimitedBody.LONGEST;

    private final Socket socket;
    private final Http http;
    private final BoundedInput heard;
    private final DataInputStream in;
    private final OutputStream out;
    private final Transcript transcript;
    private final String who;
    private boolean isBroken;
    private volatile boolean isCutOff;
    private boolean isUpgraded;
    private int closeCode;
    private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();
    private int fragmented;

    /** One message or control frame as it came. */
    public static final class RawFrame {

        private final int opcode;
        private final byte[] payload;

        private RawFrame(int opcode, byte[] payload) {
            this.opcode = opcode;
            this.payload = payload;
        }

        /** What kind of frame. */
        public int opcode() {
            return opcode;
        }

        /** The code of a close frame; 1005 when it names none (RFC 6455, 7.1.5). */
        public int closeCode() {
            return payload.length < 2 ? 1005 : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        }

        /** The payload as it came, to be sent back in a pong. */
        public byte[] payload() {
            return payload.clone();
        }

        /** The payload as text. */
        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    private RawSocket(Socket socket, Http http, Transcript transcript, String who) throws IOException {
        this.socket = socket;
        this.http = http;
        this.heard = new BoundedInput(socket, http.patience().answer());
        this.in = new DataInputStream(heard);
        this.out = socket.getOutputStream();
        this.transcript = transcript;
        this.who = who;
    }

    /** Connects and sends nothing yet. */
    public static RawSocket connect(Http http, Transcript transcript, String who) {
        try {
            Socket socket = new Socket();
            int patience = (int) http.patience().answer().toMillis();
            socket.connect(new InetSocketAddress(http.base().getHost(), http.port()), patience);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(patience);
            return new RawSocket(http.isSecure() ? secured(socket, http) : socket, http, transcript, who);
        } catch (IOException e) {
            throw new Unreachable(http.base().toString(), e);
        }
    }

    private static Socket secured(Socket socket, Http http) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secured = (SSLSocket) factory.createSocket(socket, http.base().getHost(), http.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // else a certificate for any other host would do
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** The headers of a proper upgrade request; a case changes or removes some. */
    public static Map<String, String> upgradeHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Upgrade", "websocket");
        headers.put("Connection", "Upgrade");
        headers.put("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        headers.put("Sec-WebSocket-Version", "13");
        return headers;
    }

    /** Sends a GET request with these headers and reads the head of the answer, and its body unless the connection was upgraded. */
    public Answer handshake(String path, Map<String, String> headers) {
        return handshake("GET", path, headers);
    }

    /** The same with another method, which a handshake must not have. */
    public Answer handshake(String method, String path, Map<String, String> headers) {
        String called = "the handshake at " + Transcript.masked(path);
        head(method, path, headers);
        try {
            return answer(called);
        } catch (IOException e) {
            throw new Mismatch(called, "an answer", e.toString());
        }
    }

    /**
     * Sends a request with a body and reads the answer, which may come before all is sent. None when the connection was reset, which takes
     * even an answer with it that was sent before (RFC 9112, 9.6).
     */
    public Optional<Answer> request(String method, String path, Map<String, String> headers, byte[] body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Length", String.valueOf(body.length));
        head(method, path, all);
        bytes(body);
        String called = "the answer to " + method + " " + Transcript.masked(path);
        try {
            Answer answer = answer(called);
            Witness.Ear ear = Witness.Ear.of(who, headers.getOrDefault("Authorization", ""));
            transcript.witness().answered(ear, method, path, new String(body, StandardCharsets.UTF_8), answer);
            return Optional.of(answer);
        } catch (SocketException reset) {
            return Optional.empty();
        } catch (IOException e) {
            if (isBroken && e instanceof EOFException) {
                return Optional.empty(); // the write was told of the reset, a read is not told again
            }
            throw new Mismatch(called, "to come", e.toString());
        }
    }

    private void head(String method, String path, Map<String, String> headers) {
        StringBuilder request =
                new StringBuilder(method + " " + http.base().getRawPath() + path + " HTTP/1.1\r\nHost: " + http.host());
        request.append("\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        transcript.sent(who, request.toString().strip().replace("\r\n", " | "));
        bytes(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends these very bytes; a server that does not take them in time is cut off, which is a {@link Mismatch}. */
    public void bytes(byte... bytes) {
        heard.waitsAnew();
        Deadline deadline = Deadline.in(http.patience().answer(), this::cutOff);
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            if (isCutOff) {
                throw new Mismatch("what " + who + " sends", "to be read", "not in time");
            }
            isBroken = true;
            transcript.note(who, "could not send: " + e);
        } finally {
            deadline.cancel();
        }
    }

    private void cutOff() {
        isCutOff = true;
        close();
    }

    /** Reads what has come, as a stream does. */
    int read(byte[] buffer, int offset, int length) throws IOException {
        return socket.getInputStream().read(buffer, offset, length);
    }

    /** Writes these bytes; unlike {@link #bytes} it tells when it cannot. */
    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** From here on, {@link #read} waits for ever. */
    void waitsForEver() throws SocketException {
        socket.setSoTimeout(0);
    }

    /** Sends a masked text frame. */
    public void text(String text) {
        frame(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a masked frame. */
    public void frame(int opcode, boolean last, byte[] payload) {
        transcript.sent(
                who, "opcode " + opcode + (last ? " " : " (more) ") + new String(payload, StandardCharsets.UTF_8));
        bytes(encoded(opcode, last, true, payload));
    }

    /** The bytes of a frame; without a mask it breaks RFC 6455, 5.1. */
    public static byte[] encoded(int opcode, boolean last, boolean masked, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
        int maskBit = masked ? 0x80 : 0;
        frame.write((last ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            frame.write(maskBit | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(maskBit | 126);
            writeNumber(frame, payload.length, 2);
        } else {
            frame.write(maskBit | 127);
            writeNumber(frame, payload.length, 8);
        }
        if (masked) {
            frame.writeBytes(MASK);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.write(masked ? payload[i] ^ MASK[i % 4] : payload[i]);
        }
        return frame.toByteArray();
    }

    private static void writeNumber(ByteArrayOutputStream frame, long number, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            frame.write((int) (number >>> shift) & 0xFF);
        }
    }

    /**
     * The next message or control frame, or null when the connection has ended. A server may send what it says in fragments, with pings between
     * them (RFC 6455, 5.4): they are joined, and the pings handed out as they come. All that is read after something was sent has to come in
     * one time.
     */
    public @Nullable RawFrame next() {
        try {
            heard.takes(LONGEST);
            RawFrame frame = joined();
            boolean isClose = frame.opcode == CLOSE;
            closeCode = isClose && closeCode == 0 ? frame.closeCode() : closeCode;
            transcript.read(transcript.heard(
                    who, "opcode " + frame.opcode + " " + (isClose ? frame.closeCode() : frame.text())));
            return frame;
        } catch (SocketTimeoutException e) {
            throw new Mismatch("what " + who + " hears", "a frame", "nothing in time");
        } catch (EOFException | SocketException e) {
            transcript.note(who, "the connection ended");
            closeCode = closeCode == 0 ? Inbox.Closed.CUT : closeCode;
            return null;
        } catch (IOException e) {
            throw new Mismatch("what " + who + " hears", "a frame", e.toString());
        }
    }

    private RawFrame joined() throws IOException {
        while (true) {
            int first = in.readUnsignedByte();
            int opcode = first & 0x0F;
            byte[] payload = payload();
            if (opcode >= CLOSE) {
                return new RawFrame(opcode, payload);
            } else if (opcode != CONTINUATION) {
                fragmented = opcode;
                pieces.reset();
            }
            if (pieces.size() + payload.length > LONGEST) {
                throw new TooLong(LONGEST);
            }
            pieces.writeBytes(payload);
            if ((first & 0x80) != 0) {
                return new RawFrame(fragmented, pieces.toByteArray());
            }
        }
    }

    private byte[] payload() throws IOException {
        int length = in.readUnsignedByte() & 0x7F;
        return whole(length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length);
    }

    /** Reads on until a frame with this opcode comes; a connection that ends before is a {@link Mismatch}. */
    public RawFrame await(int opcode) {
        for (RawFrame frame = next(); frame != null; frame = next()) {
            if (frame.opcode == opcode) {
                return frame;
            }
        }
        throw new Mismatch("what " + who + " hears", "a frame with opcode " + opcode, "the end of the connection");
    }

    /** Reads on until a text frame of this type comes. */
    public Frame awaitType(String type) {
        while (true) {
            Frame frame = Frame.parse(await(TEXT).text());
            if (frame.is(type)) {
                return frame;
            }
        }
    }

    /** Reads on until the server closes; answers the code of its close frame, or 1006 when the connection ended without one. */
    public int awaitClose() {
        for (RawFrame frame = next(); frame != null; frame = next()) {
            if (frame.opcode == CLOSE) {
                return frame.closeCode();
            }
        }
        return Inbox.Closed.CUT;
    }

    /** Whether a WebSocket came of it. */
    public boolean isUpgraded() {
        return isUpgraded;
    }

    /** Whether the WebSocket was seen to end without a close frame. */
    public boolean isClosedUncleanly() {
        return isUpgraded && closeCode == Inbox.Closed.CUT;
    }

    /** How the connection stands, as far as it was read, in words. */
    public String endingInWords() {
        return who + ": " + (closeCode == 0 ? "not closed as far as it was read" : "closed with " + closeCode);
    }

    private Answer answer(String called) throws IOException {
        Answer answer = readAnswer(called);
        transcript.read(transcript.heard(who, answer.status() + " " + answer.body()));
        return answer;
    }

    private Answer readAnswer(String called) throws IOException {
        heard.takes(LONGEST_HEAD);
        String statusLine = line();
        String[] words = statusLine.split(" ", 3);
        if (words.length < 2 || !words[1].matches("\\d{3}")) {
            throw new Mismatch(called, "an HTTP answer", Expect.shown(statusLine));
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(0, colon)).strip();
            if (!name.isEmpty()) {
                headers.computeIfAbsent(name, first -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        int status = Integer.parseInt(words[1]);
        HttpHeaders all = HttpHeaders.of(headers, (name, value) -> true);
        boolean isBodiless = status == 101 || status == 204 || status == 304; // RFC 9110, 6.4.1
        return new Answer(called, status, all, isBodiless ? "" : body(all));
    }

    private String body(HttpHeaders headers) throws IOException {
        heard.takes(LONGEST);
        byte[] body;
        if (headers.firstValue("Transfer-Encoding").orElse("").equalsIgnoreCase("chunked")) {
            body = chunks();
        } else if (headers.firstValue("Content-Length").isPresent()) {
            body = whole(length(headers.firstValue("Content-Length").get(), 10));
        } else {
            body = in.readAllBytes();
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            long size = length(line().split(";", 2)[0].strip(), 16); // extensions may follow (RFC 9112, 7.1.1)
            body.writeBytes(whole(size));
            line();
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private static long length(String number, int radix) throws IOException {
        try {
            return Long.parseLong(number, radix);
        } catch (NumberFormatException e) {
            throw new ProtocolException("a length of " + Expect.shown(number));
        }
    }

    /** So many bytes; fewer are none. */
    private byte[] whole(long size) throws IOException {
        if (size < 0 || size > LONGEST) {
            throw new ProtocolException("a length of " + Long.toUnsignedString(size) + " bytes");
        }
        byte[] bytes = in.readNBytes((int) size);
        if (bytes.length < size) {
            throw new EOFException("the end after " + bytes.length + " of " + size + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** Ends the connection by a TCP reset. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException alreadyEnded) {
            transcript.note(who, "was already closed");
        }
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            transcript.note(who, "could not close: " + e);
        }
    }
}
