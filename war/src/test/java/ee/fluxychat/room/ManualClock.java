package ee.fluxychat.room;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class ManualClock implements InstantSource {

    private Instant now = Instant.parse("2026-02-28T23:59:59.125Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Moves the clock on, or back if the step is negative. */
    public synchronized void move(Duration step) {
        now = now.plus(step);
    }
}
