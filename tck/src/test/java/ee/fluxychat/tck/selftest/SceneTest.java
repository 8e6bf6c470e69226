package ee.fluxychat.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Transcript.Line;
import ee.fluxychat.tck.client.Transport;
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
            try (Scene scene = new Scene(target, "SceneTest.meetsARateLimit", Transport.WS)) {
                assertThat(scene.hasRateLimits()).isTrue();
            }
        }
    }

    @Test
    void beginsWithTheWireOfAStoryThatAnotherCasePlayed() {
        try (TruthfulServer server = new TruthfulServer(new Rules())) {
            Target target = Target.reach(TargetOptions.of(server.uri(), server.key()));
            try (Scene first = new Scene(target, "FirstCases.plays", Transport.WS);
                    Scene second = new Scene(target, "SecondCases.shares", Transport.WS)) {
                assertThatThrownBy(() -> play(first)).isInstanceOf(Mismatch.class);
                second.anonymous("GET", "/health").send();

                assertThatThrownBy(() -> play(second)).isInstanceOf(Mismatch.class);

                assertThat(second.wire())
                        .extracting(Line::text)
                        .first()
                        .isEqualTo("a story, played once for several cases, first for FirstCases.plays");
                assertThat(lineOf(second, second.lastRead()).text()).startsWith("404");
                assertThat(second.wire().stream().map(Line::number).filter(each -> each > 0))
                        .doesNotHaveDuplicates();

                second.anonymous("GET", "/health").send();
                assertThat(lineOf(second, second.lastRead()).text()).startsWith("200");
            }
        }
    }

    private static String play(Scene scene) {
        return scene.once("a story", () -> {
            scene.anonymous("GET", "/nowhere").send().is(200);
            return "played";
        });
    }

    private static Line lineOf(Scene scene, int number) {
        return scene.wire().stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void needsOneOutcomeForAnother() {
        try (TruthfulServer server = new TruthfulServer(new Rules())) {
            Target target = Target.reach(TargetOptions.of(server.uri(), server.key()));

            // these two fell into one bin of the map that they were kept in
            assertThat(target.<String>once("Aa", () -> target.once("BB", () -> "inner")))
                    .isEqualTo("inner");
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
