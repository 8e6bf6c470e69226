package ee.fluxychat.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.target.Scene;
import ee.fluxychat.tck.target.Target;
import ee.fluxychat.tck.target.TargetOptions;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What a scene finds out about its target. */
class SceneTest {

    /** The most that two windows let pass, where the minute changes in the middle of a burst. */
    private static final int OF_TWO_WINDOWS = 120;

    @Test
    void meetsARateLimitThoughTheMinuteChangesInTheBurst() {
        try (TruthfulServer server = new TruthfulServer(new LimitedOverAMinutesChange())) {
            Target target = Target.reach(TargetOptions.of(server.uri(), server.key()));
            try (Scene scene = new Scene(target, "SceneTest.meetsARateLimit")) {
                assertThat(scene.hasRateLimits()).isTrue();
            }
        }
    }

    private static final class LimitedOverAMinutesChange extends Rules {

        private int said;

        @Override
        String countedFor(Caller caller, JsonObject message) {
            said++;
            return super.countedFor(caller, message);
        }

        @Override
        int perMinute() {
            return said > OF_TWO_WINDOWS ? 1 : 0;
        }
    }
}
