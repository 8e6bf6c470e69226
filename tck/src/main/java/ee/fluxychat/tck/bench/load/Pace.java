package ee.fluxychat.tck.bench.load;

import java.util.concurrent.TimeUnit;

/**
 * When each message of an open loop is due. Due times follow from the start alone, so a late sender catches up instead of
 * moving the rest, and latency counted from them has no coordinated omission.
 */
public record Pace(long startNanos, int perSecond) {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    public long due(int message) {
        long wholeSeconds = message / perSecond;
        long rest = message % perSecond;
        return startNanos + wholeSeconds * SECOND + rest * SECOND / perSecond;
    }
}
