package ee.fluxychat.platform;

import java.time.Instant;
import java.time.InstantSource;

/** The one place that reads the time. Thread-safe. */
public final class Clock implements InstantSource {

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public long millis() {
        return System.currentTimeMillis();
    }
}
