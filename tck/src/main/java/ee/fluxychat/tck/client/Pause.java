package ee.fluxychat.tck.client;

import java.time.Duration;

/** The time between two questions to which the first answer was not the last. */
public final class Pause {

    private Pause() {}

    /** Lets this time pass; an interrupt ends it with {@link IllegalStateException} and stays set. */
    public static void of(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
