package ee.fluxychat.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.Kit;
import ee.fluxychat.tck.Selection;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.target.TargetOptions;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is seen along with other cases has to be seen again before it is a failure. */
class SeenAlongTest {

    @Test
    void failsWhatIsWrongEachTime() {
        assertThat(verdictOnFrames(Integer.MAX_VALUE)).isEqualTo(Verdict.FAIL);
    }

    @Test
    void doubtsWhatIsWrongOnce() {
        assertThat(verdictOnFrames(1)).isEqualTo(Verdict.INCONCLUSIVE);
    }

    private static Verdict verdictOnFrames(int times) {
        try (TruthfulServer server = new TruthfulServer(wrong(times))) {
            TargetOptions target = TargetOptions.of(server.uri(), server.key());
            return Kit.on(target).run(Selection.only("CONN-SNAP-1", "CONTRACT-FRAME-1"), each -> {}).cases().stream()
                    .filter(each -> each.clause().id().equals("CONTRACT-FRAME-1"))
                    .findFirst()
                    .orElseThrow()
                    .verdict();
        }
    }

    /** Says so many times where people are in a form of its own. */
    private static Rules wrong(int times) {
        return new Rules() {
            private int left = times;

            @Override
            List<JsonObject> told(Peer hearer, JsonObject frame) {
                return List.of(
                        Texts.type(frame).equals("location_snapshot") && left-- > 0
                                ? Texts.with(frame, "tracks", "none")
                                : frame);
            }
        };
    }
}
