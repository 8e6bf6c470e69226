package ee.fluxychat.it;

import ee.fluxychat.tck.Selection;
import ee.fluxychat.tck.target.RateLimits;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with the protocol's own rate limits: the one thing that the other tests must switch off. */
class RateLimitIT {

    @TempDir
    Path data;

    @Test
    void keepsTheClausesAboutRateLimits() {
        try (ServerProcess server = ServerProcess.start(data, Map.of("DEMO_ENABLED", "true"))) {
            Judgement.requireConformance(server.url(), data, RateLimits.ON, Selection.only("RATE"));
        }
    }
}
