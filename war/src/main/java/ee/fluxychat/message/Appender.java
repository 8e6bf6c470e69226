package ee.fluxychat.message;

import ee.fluxychat.room.Entry;
import ee.fluxychat.room.RoomRecord;
import ee.fluxychat.room.Timeline;
import ee.fluxychat.wire.Refused;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Appends to a timeline and waits until it is stored, because a request has but one answer. Thread-safe. */
final class Appender {

    private final Timeline timeline;
    private final Duration patience;

    /** {@code patience} is how long a request may wait for its commit. */
    Appender(Timeline timeline, Duration patience) {
        this.timeline = timeline;
        this.patience = patience;
    }

    /** What was stored. Refused as overloaded when that takes too long: it may then be stored all the same, so a retry needs a client id. */
    Timeline.Appended append(RoomRecord room, Entry entry) {
        try {
            return timeline.append(room, entry).toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw Refused.overloaded();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refused.overloaded();
        }
    }
}
