package ee.fluxychat.tck;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.function.Consumer;

/** A server that says what a test tells it to: one answer to every plain request, one script for every WebSocket. Thread-safe. */
public final class ScriptedServer implements AutoCloseable {

    private final ServerSocket listening;
    private final String answer;
    private final Consumer<Talk> script;
    private final Speech speech;
    private final Thread accepting;

    /** What is said, byte by byte, once the head of a request was heard; an {@link IOException} ends the connection. */
    public interface Speech {

        /** Says it. */
        void speak(String head, OutputStream out) throws IOException;
    }

    /** The server's side of one WebSocket. */
    public static final class Talk {

        private final DataInputStream in;
        private final OutputStream out;

        private Talk(DataInputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        /** Sends a text frame. */
        public void says(String text) {
            frame(1, text.getBytes(StandardCharsets.UTF_8));
        }

        /** Sends a close frame. */
        public void closes(int code) {
            frame(8, new byte[] {(byte) (code >> 8), (byte) code});
        }

        /** Sends these very bytes. */
        public void bytes(int... bytes) {
            try {
                for (int each : bytes) {
                    out.write(each);
                }
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void frame(int opcode, byte[] payload) {
            try {
                out.write(0x80 | opcode);
                if (payload.length < 126) {
                    out.write(payload.length);
                } else {
                    out.write(new byte[] {126, (byte) (payload.length >> 8), (byte) payload.length});
                }
                out.write(payload);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The next text that the client sends, unmasked; empty when the client has gone. */
        public String hears() {
            try {
                while (true) {
                    int opcode = in.readUnsignedByte() & 0x0F;
                    int length = in.readUnsignedByte() & 0x7F;
                    if (length == 126) {
                        length = in.readUnsignedShort();
                    }
                    byte[] mask = in.readNBytes(4);
                    byte[] payload = in.readNBytes(length);
                    for (int i = 0; i < payload.length; i++) {
                        payload[i] ^= mask[i % 4];
                    }
                    if (opcode == 1) {
                        return new String(payload, StandardCharsets.UTF_8);
                    } else if (opcode == 8) {
                        return "";
                    }
                }
            } catch (EOFException | SocketException gone) {
                return "";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private ScriptedServer(String answer, Consumer<Talk> script) {
        this(answer, script, (head, out) -> {});
    }

    private ScriptedServer(String answer, Consumer<Talk> script, Speech speech) {
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.answer = answer;
        this.script = script;
        this.speech = speech;
        this.accepting = start("scripted server", this::accept);
    }

    /** Answers every request, upgrades included, with this status line and body. */
    public static ScriptedServer answering(String status, String body) {
        return new ScriptedServer(http(status, body), talk -> {});
    }

    /** Accepts every WebSocket and plays the script on it; answers other requests with 200 and this body. */
    public static ScriptedServer playing(String body, Consumer<Talk> script) {
        return new ScriptedServer("upgrade" + http("200 OK", body), script);
    }

    /** Answers every request, upgrades included, with these very bytes, and closes. */
    public static ScriptedServer speaking(Speech speech) {
        return new ScriptedServer("", talk -> {}, speech);
    }

    /** Where it listens. */
    public URI uri() {
        return URI.create("http://localhost:" + listening.getLocalPort());
    }

    private static String http(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + body;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                if (listening.isClosed()) { // it came while the last accept was being ended
                    socket.close();
                    return;
                }
                start("scripted connection", () -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            OutputStream out = socket.getOutputStream();
            String head = head(in);
            if (answer.startsWith("upgrade")
                    && head.toLowerCase(java.util.Locale.ROOT).contains("upgrade: websocket")) {
                out.write(accepted(head).getBytes(StandardCharsets.ISO_8859_1));
                script.accept(new Talk(in, out));
            } else if (answer.isEmpty()) {
                speech.speak(head, out);
            } else {
                in.readNBytes(contentLength(head));
                out.write(answer.replaceFirst("^upgrade", "").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | UncheckedIOException gone) {
            // the test sees the closed connection
        }
    }

    private static String head(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    private static int contentLength(String head) {
        return head.lines()
                .filter(each -> each.regionMatches(true, 0, "Content-Length:", 0, 15))
                .mapToInt(each -> Integer.parseInt(each.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    /** The answer that accepts a handshake. */
    public static String accepted(String head) {
        try {
            return accepting(head);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String accepting(String head) throws GeneralSecurityException {
        String key = head.lines()
                .filter(each -> each.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18))
                .map(each -> each.substring(18).strip())
                .findFirst()
                .orElse("");
        // RFC 6455, 4.2.2
        byte[] digest = MessageDigest.getInstance("SHA-1")
                .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n";
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Nobody gets in any more once this has returned. */
    @Override
    public void close() {
        try {
            listening.close();
            accepting.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
