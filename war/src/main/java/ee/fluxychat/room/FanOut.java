package ee.fluxychat.room;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that carry the rooms' turns. A room runs on one of them at a time and gives way after each turn. Thread-safe. */
final class FanOut implements AutoCloseable {

    private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, daemons());

    private static ThreadFactory daemons() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "fluxy-fan-out-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(FanOut.class.getClassLoader());
            return thread;
        };
    }

    /** Runs a turn soon; after {@link #close} nothing runs any more. */
    void execute(Runnable turn) {
        try {
            threads.execute(turn);
        } catch (RejectedExecutionException stopped) {
            // the connections are closed as well
        }
    }

    void later(long millis, Runnable task) {
        try {
            threads.schedule(task, millis, TimeUnit.MILLISECONDS).isDone();
        } catch (RejectedExecutionException stopped) {
            // as above
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
