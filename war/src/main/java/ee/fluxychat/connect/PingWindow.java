package ee.fluxychat.connect;

import org.jspecify.annotations.Nullable;

/**
 * How far sending may run ahead of the peer, end to end: pings with a running count of bytes ride among the frames, and the peer's pongs say
 * how far he has read. Confined to the lock of its queue.
 *
 * <p>Tyrus' standard API reports a write as done when a buffer below it has taken it, and that buffer took 11 MB for a peer who reads nothing. With the
 * window a stalled peer costs 512 KB there, and the rest waits where it is counted.
 */
final class PingWindow {

    /** Often enough that a window never closes on a peer who reads; rare enough that pings are 1 byte in 6,000. */
    private static final long STEP = 64 * 1024;

    /** Eight steps: at 100 ms to the peer and back still 5 MB a second. */
    private static final long LIMIT = 512 * 1024;

    private final boolean bounded;
    private long sent;
    private long marked;
    private long acknowledged;

    private PingWindow(boolean bounded) {
        this.bounded = bounded;
    }

    /** For a container that buffers without limit. */
    static PingWindow bounded() {
        return new PingWindow(true);
    }

    /** For a container whose report of a write means that the socket has taken it. */
    static PingWindow open() {
        return new PingWindow(false);
    }

    boolean isOpen() {
        return !bounded || sent - acknowledged < LIMIT;
    }

    /** Counts bytes about to leave; the ping to send behind them, if one is due or wished. */
    @Nullable
    ControlFrame sending(int bytes, boolean wished) {
        sent += bytes;
        if (!wished && !(bounded && sent - marked >= STEP)) {
            return null;
        }
        marked = sent;
        return ControlFrame.ping(marked);
    }

    /** A pong came. What was never sent cannot be acknowledged. */
    void acknowledge(long mark) {
        if (mark <= marked) {
            acknowledged = Math.max(acknowledged, mark);
        }
    }
}
