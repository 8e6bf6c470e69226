package ee.fluxychat.tck.selftest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;

/**
 * The server's side of one event stream, in chunks (RFC 9112, 7.1). Each event comes in two of them, as proxies may cut it. Written by a
 * thread of its own. Thread-safe.
 */
final class StreamPeer implements Outlet {

    private static final byte[] END = new byte[0];

    private final Socket socket;
    private final OutputStream out;
    private final UnaryOperator<String> event;
    private final BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();

    /** {@code event} makes the lines of an event out of a frame. */
    StreamPeer(Socket socket, OutputStream out, Executor threads, UnaryOperator<String> event) {
        this.socket = socket;
        this.out = out;
        this.event = event;
        queue.add(": welcome\n\n".getBytes(StandardCharsets.UTF_8));
        threads.execute(this::write);
    }

    private void write() {
        try (socket) {
            for (byte[] next = queue.take(); next != END; next = queue.take()) {
                int half = next.length / 2;
                chunk(Arrays.copyOfRange(next, 0, half));
                chunk(Arrays.copyOfRange(next, half, next.length));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException | InterruptedException gone) {
            // whoever reads this connection learns of it
        }
    }

    private void chunk(byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Waits until the other side goes; it has nothing to say. */
    void listens(InputStream in, Runnable gone) throws IOException {
        try {
            while (in.read() >= 0) {
                // whatever it is, it is no request to a stream
            }
        } catch (SocketException cut) {
            // told below
        } finally {
            gone.run();
        }
    }

    @Override
    public void says(String text) {
        queue.add(event.apply(text).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void closes(int code, String reason) {
        queue.add(END);
    }
}
