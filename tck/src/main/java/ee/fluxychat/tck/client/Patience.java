package ee.fluxychat.tck.client;

import java.time.Duration;

/** How long the kit waits before it says that something did not come; slow machines scale it. */
public record Patience(double scale) {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration BURST = Duration.ofSeconds(60);

    public Patience {
        if (!(scale > 0)) {
            throw new IllegalArgumentException("a time-out scale is greater than 0");
        }
    }

    /** For one answer or one frame. */
    public Duration answer() {
        return scaled(ANSWER);
    }

    /** For the end of a burst of thousands of frames. */
    public Duration burst() {
        return scaled(BURST);
    }

    /** Any other time, scaled alike. */
    public Duration scaled(Duration time) {
        return Duration.ofNanos((long) (time.toNanos() * scale));
    }
}
