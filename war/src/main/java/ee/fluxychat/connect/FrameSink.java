package ee.fluxychat.connect;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way out of one session. Called with one batch at a time, by whatever thread, outside of every lock. */
@FunctionalInterface
interface FrameSink {

    /**
     * Sends all frames of the batch in order and reports once, with null or the failure, when the next batch may come: before it returns or
     * later, from a thread on which sending again is safe. Does not wait for the peer. What it throws counts as the failure.
     */
    void send(Batch batch, Consumer<@Nullable Throwable> whenDone);
}
