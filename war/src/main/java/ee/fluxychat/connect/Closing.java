package ee.fluxychat.connect;

import ee.fluxychat.wire.CloseCode;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The end of one session: a close frame, and the TCP connection cut if the container does not report the end soon after. Every call of a
 * container is made on the executor, because it may block for seconds. Thread-safe.
 */
final class Closing {

    private static final System.Logger LOG = System.getLogger(Closing.class.getName());

    /** Longest close reason, in bytes (RFC 6455, 5.5: 125 less the code). */
    private static final int REASON_BYTES = 123;

    private final Session session;
    private final Executor executor;
    private final LongSupplier nanoTime;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicReference<@Nullable Runnable> whenOver = new AtomicReference<>();
    private volatile long startedAt;

    Closing(Session session, Executor executor, LongSupplier nanoTime) {
        this.session = session;
        this.executor = executor;
        this.nanoTime = nanoTime;
    }

    /** Sends the close frame. Only the first call counts. */
    void start(CloseCode code, String reason) {
        if (started.compareAndSet(false, true)) {
            startedAt = nanoTime.getAsLong();
            executor.execute(() -> send(new CloseReason(() -> code.code(), fitting(reason))));
        }
    }

    private void send(CloseReason reason) {
        try {
            session.close(reason);
        } catch (IOException | RuntimeException gone) {
            LOG.log(System.Logger.Level.DEBUG, "the session was closed already", gone);
        }
    }

    private static String fitting(String reason) {
        CharBuffer units = CharBuffer.wrap(reason);
        var unused = StandardCharsets.UTF_8.newEncoder().encode(units, ByteBuffer.allocate(REASON_BYTES), true);
        return reason.substring(0, units.position());
    }

    /** Since when a started close has not come to its end; 0 if there is none. */
    long pendingNanos() {
        return started.get() && !over.get() ? Math.max(1, nanoTime.getAsLong() - startedAt) : 0;
    }

    /** Cuts the TCP connection: the peer is stalled or gone, and what waits for him must not stay in memory. */
    void cut() {
        executor.execute(() -> {
            try {
                Container.of(session.getClass()).cut(session);
            } catch (ReflectiveOperationException | RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "the connection was not cut", e);
            }
        });
    }

    /** Runs the action once on the executor when all is over. */
    void whenOver(Runnable action) {
        whenOver.set(action);
        if (over.get()) {
            tell();
        }
    }

    /** The end, whoever noticed it. */
    void over() {
        if (over.compareAndSet(false, true)) {
            started.set(true);
            tell();
        }
    }

    private void tell() {
        // Elsewhere, because Tyrus reports a close from inside a send: leaving a room tells the others, and if a
        // thousand of them are gone
        // too, each would report from inside the one before.
        Runnable action = whenOver.getAndSet(null);
        if (action != null) {
            executor.execute(action);
        }
    }
}
