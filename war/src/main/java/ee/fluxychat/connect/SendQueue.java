package ee.fluxychat.connect;

import ee.fluxychat.wire.EncodedFrames;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue of one connection. One batch is on its way at a time; what comes meanwhile waits and leaves merged, so the busier a
 * room, the fewer writes. Thread-safe; its lock is held for a few instructions and never while a container is called.
 */
final class SendQueue {

    /**
     * A healthy client on a busy machine has lagged by 2,500 small frames in a burst of 4,000; memory is bounded by the bytes below, and beyond
     * this resuming is cheaper than catching up.
     */
    static final int MAX_FRAMES = 4_096;

    /** Behind the group that leaves next: 5,000 connections that have just stalled must not take more than 5 GiB beside it. */
    static final int MAX_BYTES = 1024 * 1024;

    /** More in one write gains nothing (a loopback socket takes about this much at once), less costs system calls. */
    static final int BATCH_BYTES = 64 * 1024;

    private enum State {
        IDLE,
        /** A thread is inside of the sink's send. */
        CALLING,
        /** The batch was reported as sent before the call came back: its thread sends the next. */
        DONE_WITHIN,
        /** The call came back, the report is to come: its thread sends the next. */
        WAITING
    }

    private final FrameSink sink;
    private final PingWindow window;
    private final Consumer<Throwable> whenBroken;
    private final LongSupplier nanoTime;
    private final Consumer<@Nullable Throwable> whenDone = this::done;
    private final ArrayDeque<EncodedFrames> groups = new ArrayDeque<>(2); // most connections are idle
    private State state = State.IDLE;
    private int frames;
    private int bytes;
    private long progressAt;
    private boolean pingDue;
    private boolean closed;
    private @Nullable ControlFrame goodbye;

    /** {@code whenBroken} hears of a failed send, after which nothing more is sent. */
    SendQueue(FrameSink sink, PingWindow window, Consumer<Throwable> whenBroken, LongSupplier nanoTime) {
        this.sink = sink;
        this.window = window;
        this.whenBroken = whenBroken;
        this.nanoTime = nanoTime;
    }

    /**
     * Queues frames without sending. False when they do not fit or the connection is closed. What is on its way does not count, nor does
     * the group that leaves next: that may be a snapshot larger than the bound, and a healthy client must not be closed for it.
     */
    synchronized boolean enqueue(EncodedFrames group) {
        if (closed || overflows(group)) {
            return false;
        }
        groups.add(group);
        frames += group.count();
        bytes += group.bytes();
        return true;
    }

    private boolean overflows(EncodedFrames group) {
        EncodedFrames next = groups.peek();
        return next != null
                && (frames - next.count() + group.count() > MAX_FRAMES
                        || bytes - next.bytes() + group.bytes() > MAX_BYTES);
    }

    /** Sends what waits, unless a batch is on its way or the window is closed. */
    void flush() {
        sendWhile(idle());
    }

    /** Sends a ping behind what waits. */
    void ping() {
        synchronized (this) {
            pingDue = true;
        }
        flush();
    }

    /** The peer has read everything before the mark. */
    void acknowledge(long mark) {
        synchronized (this) {
            window.acknowledge(mark);
        }
        flush();
    }

    /** Forgets what waits and takes nothing more. */
    synchronized void close() {
        closed = true;
        pingDue = false;
        groups.clear();
        frames = 0;
        bytes = 0;
    }

    /** Closes, and sends the close frame right behind the batch that is on its way. */
    void close(ControlFrame last) {
        synchronized (this) {
            close();
            goodbye = last;
        }
        flush();
    }

    /** How long the peer has taken nothing of what is to be sent; 0 when all is sent. */
    synchronized long stalledNanos() {
        boolean isWaiting = state != State.IDLE || !(groups.isEmpty() || window.isOpen());
        return isWaiting && !closed ? nanoTime.getAsLong() - progressAt : 0;
    }

    private synchronized @Nullable Batch idle() {
        return state == State.IDLE ? next() : null;
    }

    private void sendWhile(@Nullable Batch first) {
        for (Batch batch = first; batch != null; batch = afterCall()) {
            try {
                sink.send(batch, whenDone);
            } catch (RuntimeException
                    | LinkageError e) { // a container's class may lack what it had when we were compiled
                broken(e);
            }
        }
    }

    private synchronized @Nullable Batch afterCall() {
        if (state == State.DONE_WITHIN) {
            return next();
        }
        if (state == State.CALLING) {
            state = State.WAITING;
        }
        return null;
    }

    private void done(@Nullable Throwable failure) {
        if (failure != null) {
            broken(failure);
        } else {
            sendWhile(afterReport());
        }
    }

    private synchronized @Nullable Batch afterReport() {
        if (state == State.WAITING) {
            return next();
        }
        if (state == State.CALLING) {
            state = State.DONE_WITHIN;
        }
        return null;
    }

    private @Nullable Batch next() {
        state = State.CALLING;
        if (goodbye != null) {
            Batch last = new Batch(List.of(), 0, goodbye);
            goodbye = null;
            return last;
        }
        if (window.isOpen() && (pingDue || !groups.isEmpty())) {
            progressAt = nanoTime.getAsLong();
            return merged();
        }
        state = State.IDLE;
        return null;
    }

    private Batch merged() {
        List<EncodedFrames> taken = new ArrayList<>(groups.size());
        int size = 0;
        for (EncodedFrames group = groups.peek();
                group != null && (taken.isEmpty() || size + group.bytes() <= BATCH_BYTES);
                group = groups.peek()) {
            taken.add(groups.remove());
            size += group.bytes();
            frames -= group.count();
        }
        bytes -= size;
        ControlFrame ping = window.sending(size, pingDue);
        pingDue = false;
        return new Batch(taken, size, ping);
    }

    private void broken(Throwable failure) {
        synchronized (this) {
            close();
            goodbye = null;
            state = State.WAITING; // for a report that will not come: nothing is sent any more
        }
        whenBroken.accept(failure);
    }
}
