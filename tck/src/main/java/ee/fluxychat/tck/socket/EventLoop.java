package ee.fluxychat.tck.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * All sockets of a benchmark on one selector, driven by the thread that calls it: nothing happens between the turns.
 * Confined to that thread.
 */
public final class EventLoop implements AutoCloseable {

    /** A read takes what up to some hundred frames need, so that a busy socket costs one call and not one per frame. */
    private static final int BUFFER = 256 << 10;

    private static final long LONGEST_WAIT = TimeUnit.MILLISECONDS.toNanos(20);

    private final Selector selector;
    private final SplittableRandom random = new SplittableRandom();
    private final List<Link> dirty = new ArrayList<>();
    private byte[] buffer = new byte[BUFFER];

    public EventLoop() {
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins to connect to a {@code ws:} address; the listener hears the rest. */
    public Link connect(URI uri, int index, LinkListener listener) {
        return connect(uri, index, listener, 0);
    }

    /** As above, with a small receive buffer, so that a link which stops reading is noticed early. */
    public Link connectNarrow(URI uri, int index, LinkListener listener) {
        return connect(uri, index, listener, 16 << 10);
    }

    private Link connect(URI uri, int index, LinkListener listener, int receiveBuffer) {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (receiveBuffer > 0) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
            }
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            Link link = new Link(this, channel, key, new Upgrade(uri, random), listener, index);
            key.attach(link);
            channel.connect(new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort()));
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open another socket to " + uri.getAuthority(), e);
        }
    }

    /** Turns until the condition holds; false when the time is over first. */
    public boolean runUntil(BooleanSupplier done, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        while (!done.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            turn(left);
        }
        return true;
    }

    public void runFor(Duration time) {
        runUntil(() -> false, time);
    }

    /**
     * Serves every socket that is ready, waiting at most so long for the first. A wait below a millisecond, which a
     * selector cannot do, becomes a look without waiting.
     */
    public void turn(long nanos) {
        try {
            flushDirty();
            long millis = TimeUnit.NANOSECONDS.toMillis(Math.min(nanos, LONGEST_WAIT));
            if (millis > 0) {
                selector.select(this::serve, millis);
            } else if (selector.selectNow(this::serve) == 0) {
                Thread.onSpinWait();
            }
            flushDirty();
        } catch (IOException e) {
            throw new UncheckedIOException("the selector failed", e);
        }
    }

    private void serve(SelectionKey key) {
        Link link = (Link) key.attachment();
        try {
            if (key.isConnectable()) {
                link.connected();
            } else {
                if (key.isReadable()) {
                    link.readable();
                }
                if (key.isValid() && key.isWritable()) {
                    link.flush();
                }
            }
        } catch (IOException gone) {
            link.end();
        }
    }

    private void flushDirty() {
        for (int i = 0; i < dirty.size(); i++) { // by index: a link that ends may tell somebody who sends
            Link link = dirty.get(i);
            try {
                link.flush();
            } catch (IOException gone) {
                link.end();
            }
        }
        dirty.clear();
    }

    void flushLater(Link link) {
        dirty.add(link);
    }

    int mask() {
        return random.nextInt();
    }

    /** The one read buffer, with room for more after the kept bytes. */
    byte[] borrowBuffer(int kept) {
        if (kept > buffer.length / 2) {
            buffer = new byte[2 * buffer.length];
        }
        return buffer;
    }

    /** Ends every socket that is left, without a close handshake; no listener hears of it. */
    @Override
    public void close() {
        try {
            for (SelectionKey key : List.copyOf(selector.keys())) {
                ((Link) key.attachment()).drop();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
