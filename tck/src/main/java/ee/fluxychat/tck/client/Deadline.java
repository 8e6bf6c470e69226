package ee.fluxychat.tck.client;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Does something when its time is up, on a thread of its own, unless it was cancelled before. Thread-safe. */
final class Deadline {

    private static final ThreadFactory DAEMONS = work -> {
        Thread thread = new Thread(work, "kit's deadline");
        thread.setDaemon(true);
        return thread;
    };

    /** What is due may block, as to close a TLS connection does; so it is done elsewhere. */
    private static final ExecutorService DUE = Executors.newCachedThreadPool(DAEMONS);

    private static final ScheduledThreadPoolExecutor TIMER = new ScheduledThreadPoolExecutor(1, DAEMONS);

    static {
        TIMER.setRemoveOnCancelPolicy(true); // most are cancelled
    }

    private final ScheduledFuture<?> due;

    private Deadline(ScheduledFuture<?> due) {
        this.due = due;
    }

    /** Does this once so much time has passed. */
    static Deadline in(Duration time, Runnable action) {
        return new Deadline(TIMER.schedule(() -> DUE.execute(action), time.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Nothing is to be done any more. */
    void cancel() {
        due.cancel(false);
    }
}
