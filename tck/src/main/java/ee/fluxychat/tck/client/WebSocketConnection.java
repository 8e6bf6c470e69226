package ee.fluxychat.tck.client;

import ee.fluxychat.tck.client.Inbox.Closed;
import ee.fluxychat.tck.socket.BrokenFrame;
import ee.fluxychat.tck.socket.FrameParser;
import ee.fluxychat.tck.socket.FrameSink;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A WebSocket as a proper client speaks it (RFC 6455), on a socket of its own: one thread reads it, one writes what was queued, so that a
 * server that reads nothing holds nobody up. Not the JDK's client, which now and then loses frames that come close behind the answer to its
 * handshake. Thread-safe.
 */
final class WebSocketConnection implements Connection {

    private static final int NORMAL = 1000;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int NO_CODE = 1005;
    private static final int NOT_UTF8 = 1007;
    private static final int BUFFER = 16_384;
    private static final int FAREWELL_MILLIS = 5_000;
    private static final byte[] END = new byte[0];

    /** What answers the key of {@link RawSocket#upgradeHeaders} (RFC 6455, 1.3). */
    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "kit's socket");
        thread.setDaemon(true);
        return thread;
    });

    private final RawSocket socket;
    private final Inbox inbox;
    private final Transcript transcript;
    private final String who;
    private final Witness.Ear ear;
    private final LinkedBlockingQueue<byte[]> unsent = new LinkedBlockingQueue<>();
    private final AtomicBoolean isClosing = new AtomicBoolean();

    private WebSocketConnection(RawSocket socket, Inbox inbox, Transcript transcript, String who, Witness.Ear ear) {
        this.ear = ear;
        this.socket = socket;
        this.inbox = inbox;
        this.transcript = transcript;
        this.who = who;
    }

    /** Opens a WebSocket; a refused handshake is a {@link Mismatch}. */
    static WebSocketConnection open(
            Http http, String path, Map<String, String> headers, Inbox inbox, Transcript transcript, String who) {
        transcript.note(who, "opens " + path);
        Map<String, String> all = new LinkedHashMap<>(RawSocket.upgradeHeaders());
        all.put("User-Agent", "fluxychat-tck");
        all.putAll(headers);
        // what it says is noted here, frame by frame
        RawSocket socket = RawSocket.connect(http, new Transcript(), who);
        Answer answer = socket.handshake(path, all);
        String called = "the handshake at " + Transcript.masked(path);
        if (answer.status() != 101) {
            socket.close();
            throw new Mismatch(called, "101", answer.status() + " " + Expect.shown(answer.body()));
        }
        if (!answer.header("Sec-WebSocket-Accept").orElse("").equals(ACCEPT)) {
            socket.close();
            throw new Mismatch(
                    called,
                    "Sec-WebSocket-Accept: " + ACCEPT,
                    String.valueOf(answer.headers().map()));
        }
        socket.waitsFor(0);
        WebSocketConnection connection = new WebSocketConnection(
                socket,
                inbox,
                transcript,
                who,
                Witness.Ear.of(who, headers.getOrDefault("Authorization", "")).at(path));
        THREADS.execute(connection::read);
        THREADS.execute(connection::write);
        return connection;
    }

    private void read() {
        FrameParser parser = new FrameParser();
        FrameSink heard = new Heard();
        byte[] buffer = new byte[BUFFER];
        int filled = 0;
        try {
            while (true) {
                int count = socket.read(buffer, filled, buffer.length - filled);
                if (count < 0) {
                    ended(Closed.CUT, "the connection was cut");
                    return;
                }
                filled += count;
                int read = parser.parse(buffer, 0, filled, heard);
                System.arraycopy(buffer, read, buffer, 0, filled - read);
                filled -= read;
                if (filled == buffer.length) {
                    buffer = Arrays.copyOf(buffer, 2 * buffer.length);
                }
            }
        } catch (BrokenFrame broken) {
            saysFarewell(closing(PROTOCOL_ERROR));
            ended(Closed.CUT, String.valueOf(broken.getMessage()));
        } catch (SocketTimeoutException noFarewell) {
            ended(Closed.CUT, "the close frame was not answered");
        } catch (IOException cut) {
            ended(Closed.CUT, String.valueOf(cut.getMessage()));
        } finally {
            unsent.add(END);
        }
    }

    private void ended(int code, String reason) {
        if (inbox.closed() == null) {
            transcript.note(who, "closed: " + code + " " + reason);
        }
        inbox.ended(new Closed(code, reason, true));
    }

    /** Hands on what the server says; a text that is not UTF-8 ends the connection (RFC 6455, 8.1). */
    private final class Heard implements FrameSink {

        @Override
        public void text(byte[] buffer, int offset, int length) {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(buffer, offset, length))
                        .toString();
                transcript.witness().told(ear, text);
                inbox.arrived(text, transcript.heard(who, text));
            } catch (CharacterCodingException notText) {
                saysFarewell(WebSocketConnection.closing(NOT_UTF8));
                ended(Closed.CUT, "a text frame that is not UTF-8");
            }
        }

        @Override
        public void ping(byte[] buffer, int offset, int length) {
            says(RawSocket.PONG, Arrays.copyOfRange(buffer, offset, offset + length));
        }

        @Override
        public void closing(int code, String reason) {
            transcript.heard(who, ("close " + code + " " + reason).strip());
            saysFarewell(code == NO_CODE ? END : WebSocketConnection.closing(code));
            inbox.ended(new Closed(code, reason, true));
            socket.waitsFor(FAREWELL_MILLIS);
        }
    }

    private void write() {
        try {
            while (true) {
                byte[] next = unsent.take();
                if (next == END) {
                    break;
                }
                socket.write(next);
            }
        } catch (IOException broken) {
            inbox.ended(new Closed(Closed.CUT, String.valueOf(broken.getMessage()), true));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            socket.close();
        }
    }

    /** One close frame, whoever begins (RFC 6455, 5.5.1). */
    private void saysFarewell(byte[] payload) {
        if (isClosing.compareAndSet(false, true)) {
            says(RawSocket.CLOSE, payload);
        }
    }

    private void says(int opcode, byte[] payload) {
        unsent.add(RawSocket.encoded(opcode, true, true, payload));
    }

    @Override
    public void send(String text) {
        transcript.witness().said(ear, text);
        transcript.sent(who, text);
        says(RawSocket.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        if (inbox.closed() == null) {
            inbox.ended(new Closed(NORMAL, "", false));
            transcript.sent(who, "close " + NORMAL);
            saysFarewell(closing(NORMAL));
            socket.waitsFor(FAREWELL_MILLIS);
        }
    }

    @Override
    public void drop() {
        inbox.ended(new Closed(Closed.CUT, "", false));
        transcript.note(who, "cuts the connection");
        socket.reset();
    }

    private static byte[] closing(int code) {
        return new byte[] {(byte) (code >> 8), (byte) code};
    }
}
