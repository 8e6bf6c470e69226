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
 * The end of one session: a close frame, and some time later the TCP connection cut, in case the peer does not take it. Thread-safe.
 */
final class Closing {

    /** Tells the peer. */
    @FunctionalInterface
    interface Goodbye {
        void send(CloseReason reason) throws IOException;
    }

    private record Said(CloseReason reason, long at) {}

    private static final System.Logger LOG = System.getLogger(Closing.class.getName());

    /** Longest close reason, in bytes (RFC 6455, 5.5: 125 less the code). */
    private static final int REASON_BYTES = 123;

    private final Session session;
    private final Goodbye goodbye;
    private final Executor closing;
    private final Executor telling;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Said> said = new AtomicReference<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicReference<@Nullable Runnable> whenOver = new AtomicReference<>();

    /** Calls the container on {@code closing}, because it may block for seconds, and tells the end on {@code telling}. */
    Closing(Session session, Goodbye goodbye, Executor closing, Executor telling, LongSupplier nanoTime) {
        this.session = session;
        this.goodbye = goodbye;
        this.closing = closing;
        this.telling = telling;
        this.nanoTime = nanoTime;
    }

    /**
     * Sends the close frame. Only the first call counts, and none once all is over: Payara reuses the response of a closed connection, and
     * what is written to it then lands in the answer to somebody else's request.
     */
    void start(CloseCode code, String phrase) {
        Said first = new Said(new CloseReason(code::code, fitting(phrase)), nanoTime.getAsLong());
        if (said.compareAndSet(null, first)) {
            closing.execute(() -> attempt(() -> say(first)));
        }
    }

    private void say(Said last) throws IOException {
        if (!over.get()) {
            goodbye.send(last.reason);
        }
    }

    private static String fitting(String phrase) {
        CharBuffer units = CharBuffer.wrap(phrase);
        var unused = StandardCharsets.UTF_8.newEncoder().encode(units, ByteBuffer.allocate(REASON_BYTES), true);
        return phrase.substring(0, units.position());
    }

    boolean isStarted() {
        return said.get() != null;
    }

    boolean isOver() {
        return over.get();
    }

    /** How long ago the close was started; 0 before. */
    long lingeringNanos() {
        Said last = said.get();
        return last == null ? 0 : nanoTime.getAsLong() - last.at;
    }

    /** Cuts the TCP connection: what waits for a peer who takes nothing must not stay in memory. */
    void cut() {
        Said last = said.get();
        if (last != null) {
            closing.execute(() -> attempt(() -> Container.of(session.getClass()).cut(session, last.reason)));
        }
    }

    /** Runs the action once, elsewhere, when all is over. */
    void whenOver(Runnable action) {
        whenOver.set(action);
        if (over.get()) {
            tell();
        }
    }

    /** The end, whoever noticed it. */
    void over() {
        if (over.compareAndSet(false, true)) {
            tell();
        }
    }

    private void tell() {
        Runnable action = whenOver.getAndSet(null);
        if (action != null) {
            // Elsewhere, because Tyrus reports a close from inside a send. Leaving a room tells the others, and if a
            // thousand of them are gone too, each would report from inside the one before.
            telling.execute(action);
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void make() throws IOException, ReflectiveOperationException;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.make();
        } catch (IOException | ReflectiveOperationException | RuntimeException gone) {
            LOG.log(System.Logger.Level.DEBUG, "the session was closed already", gone);
        }
    }
}
