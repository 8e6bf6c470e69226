package ee.fluxychat.tck.bench;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured: audiences and windows of the fan-out, runs per figure, seconds per run, the crowds of idle
 * and churn, and how long to wait for what should come at once.
 */
record Effort(
        List<Integer> readers,
        List<Integer> windows,
        int runs,
        Duration warmUp,
        Duration run,
        int idle,
        int cycles,
        Duration patience) {}
