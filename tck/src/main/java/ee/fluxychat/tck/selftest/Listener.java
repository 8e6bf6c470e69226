package ee.fluxychat.tck.selftest;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * HTTP/1.1 and WebSocket on loopback, by hand: a liar has to be able to say what no proper server would. One thread reads each connection.
 * Thread-safe.
 */
final class Listener implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Listener.class.getName());

    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "truthful server");
        thread.setDaemon(true);
        return thread;
    });
    private final Speech speech;
    private volatile boolean isDead;

    /** What there is to say. */
    interface Speech {

        /** A longer body is left unread, and its connection ends with the answer. */
        default int longestRead() {
            return 8 << 20;
        }

        /** Answers a plain request; ends its connection when that was cut before the answer was begun. */
        Reply answers(Request request, BooleanSupplier isCut) throws EOFException;

        /** Answers a handshake: 101, or a refusal. */
        Reply shakes(Request request);

        /** What is wrong with every WebSocket of this server, if anything. */
        Optional<SocketPeer.Flaw> flaw();

        /** What is told over event streams, if there are any. */
        default Optional<Streams> streams() {
            return Optional.empty();
        }

        /** Begins with an accepted peer; what it hears is told to {@code SocketPeer.Ears}. */
        SocketPeer.Ears meets(SocketPeer peer, Request handshake);
    }

    /** What there is to say to those who only listen. */
    interface Streams {

        /** A frame as the lines of an event. */
        String event(String frame);

        /** Begins to tell a stream that was granted; to be run when its listener has gone. */
        Runnable begins(StreamPeer stream, Request request);
    }

    Listener(Speech speech) {
        this.speech = speech;
        try {
            this.listening = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    URI uri() {
        return URI.create("http://localhost:" + listening.getLocalPort());
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                if (isDead) {
                    cut(socket);
                    continue;
                }
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 16_384));
            OutputStream out = socket.getOutputStream();
            while (!socket.isClosed()) {
                Request request = read(in);
                if (request.isUpgrade()) {
                    upgrade(socket, in, out, request);
                    return;
                }
                Reply reply = speech.answers(request, () -> isDead || socket.isClosed());
                Optional<Streams> streams = speech.streams();
                if (streams.isPresent() && request.isForStream() && reply.isOk()) {
                    out.write(bytes(head(reply).append("Transfer-Encoding: chunked\r\n\r\n")));
                    stream(socket, in, out, request, streams.get());
                    return;
                }
                if (request
                        .isUnread()) { // and said so, or the client would send its next request where nobody reads it
                    write(out, request, reply.with("Connection", "close"));
                    return;
                }
                write(out, request, reply);
            }
        } catch (EOFException | SocketException gone) {
            // the other side has left
        } catch (IOException | MalformedRequest broken) {
            // no HTTP that this server understands: the connection ends
        } catch (RuntimeException fault) {
            LOG.log(System.Logger.Level.ERROR, "the truthful server is broken", fault);
        } finally {
            open.remove(socket);
        }
    }

    private void stream(Socket socket, InputStream in, OutputStream out, Request request, Streams streams)
            throws IOException {
        StreamPeer stream = new StreamPeer(socket, out, threads, streams::event);
        stream.listens(in, streams.begins(stream, request));
    }

    private void upgrade(Socket socket, DataInputStream in, OutputStream out, Request request) throws IOException {
        Reply reply = speech.shakes(request);
        if (reply.status() != 101) {
            write(out, request, reply.with("Connection", "close"));
            return;
        }
        String accepted =
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                        + accept(request.header("sec-websocket-key").orElse("")) + "\r\n\r\n";
        out.write(accepted.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        SocketPeer peer = new SocketPeer(socket, in, out, threads, speech.flaw());
        peer.listens(speech.meets(peer, request));
    }

    /** RFC 6455, 4.2.2. */
    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class MalformedRequest extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private Request read(DataInputStream in) throws IOException {
        String[] first = line(in).split(" ", 3);
        if (first.length != 3 || !first[1].startsWith("/")) {
            throw new MalformedRequest();
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.merge(
                        line.substring(0, colon).toLowerCase(java.util.Locale.ROOT),
                        line.substring(colon + 1).strip(),
                        (one, other) -> one + "," + other);
            }
        }
        return new Request(first[0], first[1], headers, Request.Body.of(body(in, headers)));
    }

    private byte[] body(DataInputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(in), 16); ; size = Integer.parseInt(line(in), 16)) {
                all.write(in.readNBytes(size));
                line(in);
                if (size == 0) {
                    return all.toByteArray();
                }
            }
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return length > speech.longestRead() ? new byte[0] : in.readNBytes(length);
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static void write(OutputStream out, Request request, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = head(reply);
        if (reply.status() != 204) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        out.write(bytes(head.append("\r\n")));
        if (!request.method().equals("HEAD") && reply.status() != 204) {
            out.write(body);
        }
        out.flush();
    }

    private static byte[] bytes(StringBuilder head) {
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static StringBuilder head(Reply reply) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " -\r\n");
        reply.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return head;
    }

    /** Cuts every connection without a word and takes no further one, until it {@link #lives}. */
    void dies() {
        isDead = true;
        cutAll();
    }

    void lives() {
        isDead = false;
    }

    private void cutAll() {
        for (Socket each : open) {
            cut(each);
        }
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cutAll();
        threads.shutdownNow();
    }
}
