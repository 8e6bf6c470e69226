package ee.fluxychat.tck.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * What a server says on a socket, as far as it comes in time and is not {@link TooLong}: a server that says a byte now and then ends no
 * sooner than one that says nothing. Confined to one thread.
 */
final class BoundedInput extends InputStream {

    private final Socket socket;
    private final InputStream in;
    private final Duration patience;
    private boolean isListening;
    private long deadline;
    private int most;
    private int left;

    BoundedInput(Socket socket, Duration patience) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.patience = patience;
    }

    /** The time begins anew when something is read next. */
    void waitsAnew() {
        isListening = false;
    }

    /** Takes so many bytes and no more, until it is told again. */
    void takes(int bytes) {
        most = bytes;
        left = bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0 && length > 0) {
            throw new TooLong(most);
        }
        socket.setSoTimeout(millisLeft());
        int count = in.read(buffer, offset, Math.min(length, left));
        left -= Math.max(0, count);
        return count;
    }

    private int millisLeft() throws SocketTimeoutException {
        long now = System.nanoTime();
        if (!isListening) {
            isListening = true;
            deadline = now + patience.toNanos();
        }
        long millis = (deadline - now) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("not within " + patience.toSeconds() + " s");
        }
        return (int) millis;
    }
}
