package ee.fluxychat.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.Kit;
import ee.fluxychat.tck.Selection;
import ee.fluxychat.tck.client.Transcript.Line;
import ee.fluxychat.tck.history.HistoryEvent;
import ee.fluxychat.tck.history.HistoryEvent.Op;
import ee.fluxychat.tck.report.CaseResult;
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

    @Test
    void showsWhatWasHeardByWhoListenedAllAlong() {
        CaseResult result = result(closingOnWhoStays(), "CONN-SNAP-1", "ORDER-ALONG-1");

        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.finding().orElseThrow().actual()).contains("closed with 1011");
        assertThat(result.transcript())
                .extracting(Line::text)
                .anyMatch(each -> each.contains("the second word"))
                .contains("what was heard in the room of who stayed all along");
        assertThat(result.history()).extracting(HistoryEvent::op).contains(Op.HEARD);
    }

    @Test
    void failsWhoDropsHimThoughNothingElseIsJudged() {
        assertThat(result(closingOnWhoStays(), "ORDER-ALONG-1").verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void judgesTheOthersThoughNobodyCanListenAllAlong() {
        CaseResult result = result(
                new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        return String.valueOf(request.body().text()).contains("the first word")
                                ? Reply.text(500, "no")
                                : truth;
                    }
                },
                "ORDER-ALONG-1",
                "CONN-SNAP-1");

        assertThat(result.verdict()).isEqualTo(Verdict.OK);
    }

    private static Verdict verdictOnFrames(int times) {
        return result(wrong(times), "CONN-SNAP-1", "CONTRACT-FRAME-1").verdict();
    }

    /** What comes out for the last of these clauses. */
    private static CaseResult result(Rules rules, String... clauses) {
        try (TruthfulServer server = new TruthfulServer(rules)) {
            TargetOptions target = TargetOptions.of(server.uri(), server.key());
            return Kit.on(target).run(Selection.only(clauses), each -> {}).cases().stream()
                    .filter(each -> each.clause().id().equals(clauses[clauses.length - 1]))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Rules closingOnWhoStays() {
        return new Rules() {
            @Override
            List<JsonObject> told(Peer hearer, JsonObject frame) {
                if (Texts.says(frame, "the third word")) {
                    hearer.socket.says(frame.toString());
                    hearer.socket.closes(1011, "");
                    return List.of();
                }
                return List.of(frame);
            }
        };
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
