package ee.fluxychat.tck.client;

import ee.fluxychat.tck.client.Inbox.Closed;
import ee.fluxychat.tck.socket.BrokenFrame;
import ee.fluxychat.tck.socket.FrameParser;
import ee.fluxychat.tck.socket.FrameSink;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final int MOST_UNSENT = 100_000;
    private static final byte[] END = new byte[0];

    /** What answers the key of {@link RawSocket#upgradeHeaders} (RFC 6455, 1.3). */
    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "kit's socket");
        thread.setDaemon(true);
        return thread;
    });

    private final RawSocket socket;
    private final Duration farewell;
    private final Inbox inbox;
    private final Transcript transcript;
    private final String who;
    private final Witness.Ear ear;
    private final LinkedBlockingQueue<byte[]> unsent = new LinkedBlockingQueue<>();
    private final AtomicBoolean isClosing = new AtomicBoolean();

    private WebSocketConnection(
            RawSocket socket, Duration farewell, Inbox inbox, Transcript transcript, String who, Witness.Ear ear) {
        this.farewell = farewell;
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
        try {
            requireAccepted(socket.handshake(path, all), "the handshake at " + Transcript.masked(path));
            socket.waitsForEver();
        } catch (Mismatch refused) {
            socket.close();
            throw refused;
        } catch (SocketException cut) {
            throw new Mismatch("the connection of " + who, "to stay open", cut.toString());
        }
        WebSocketConnection connection = new WebSocketConnection(
                socket,
                http.patience().scaled(FAREWELL),
                inbox,
                transcript,
                who,
                Witness.Ear.of(who, headers.getOrDefault("Authorization", "")).at(path));
        THREADS.execute(connection::read);
        THREADS.execute(connection::write);
        return connection;
    }

    private static void requireAccepted(Answer answer, String called) {
        if (answer.status() != 101) {
            throw new Mismatch(called, "101", answer.status() + " " + Expect.shown(answer.body()));
        }
        if (!answer.header("Sec-WebSocket-Accept").orElse("").equals(ACCEPT)) {
            throw new Mismatch(
                    called,
                    "Sec-WebSocket-Accept: " + ACCEPT,
                    Expect.shown(answer.headers().map()));
        }
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
                if (!inbox.arrived(text, transcript.heard(who, text))) {
                    ended(Closed.CUT, "it says more than anybody could read");
                    socket.reset();
                }
            } catch (CharacterCodingException notText) {
                saysFarewell(WebSocketConnection.closing(NOT_UTF8));
                ended(Closed.CUT, "a text frame that is not UTF-8");
            }
        }

        @Override
        public void ping(byte[] buffer, int offset, int length) {
            if (unsent.size() < MOST_UNSENT) { // whoever pings without reading needs no further pong
                says(RawSocket.PONG, Arrays.copyOfRange(buffer, offset, offset + length));
            }
        }

        @Override
        public void closing(int code, String reason) {
            transcript.heard(who, ("close " + code + " " + reason).strip());
            saysFarewell(code == NO_CODE ? END : WebSocketConnection.closing(code));
            inbox.ended(new Closed(code, reason, true));
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

    /** One close frame, whoever begins (RFC 6455, 5.5.1); the connection ends soon, whatever the other side does about it. */
    private void saysFarewell(byte[] payload) {
        if (isClosing.compareAndSet(false, true)) {
            says(RawSocket.CLOSE, payload);
            var unused = Deadline.in(farewell, socket::close);
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
