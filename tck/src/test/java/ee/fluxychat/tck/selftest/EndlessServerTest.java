package ee.fluxychat.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.Kit;
import ee.fluxychat.tck.Manner;
import ee.fluxychat.tck.Selection;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.target.RateLimits;
import ee.fluxychat.tck.target.TargetOptions;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that always have one more thing to tell: a run comes to its end all the same. */
@Timeout(120)
class EndlessServerTest {

    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00.000Z");

    private final AtomicLong count = new AtomicLong();

    @Test
    void walksBackThroughNoHistoryWithoutABeginning() {
        Rules endless = Lie.answering("GET /api/messages", truth -> history(500, true));

        assertThat(judged(endless, Selection.only("HIST-WALK-1")))
                .extracting(EndlessServerTest::inWords)
                .containsExactly("FAIL how many messages of history are walked over");
    }

    @Test
    void pollsNoHistoryWithoutABeginning() {
        Rules endless = new Rules() {
            private int asked;

            @Override
            Reply answer(Request request, Reply truth) {
                boolean isHistory = request.line().equals("GET /api/messages");
                asked += isHistory ? 1 : 0;
                return isHistory ? history(asked <= 3 ? 0 : 50, false) : truth;
            }
        };

        assertThat(judged(endless, Selection.only("MSG-ECHO-1").over(Transport.POLL)))
                .extracting(EndlessServerTest::inWords)
                .containsOnly("FAIL how many messages of history are new");
    }

    @Test
    void resumesToNoEndThatNeverComes() {
        Rules endless = Lie.telling(
                "replay",
                frame -> frame.containsKey("events")
                        ? Texts.with(
                                Texts.with(frame, "lastSeq", 100 + count.incrementAndGet()),
                                "currentSeq",
                                Long.MAX_VALUE)
                        : frame);

        assertThat(judged(endless, Selection.only("ORDER-RESUME-1")))
                .extracting(EndlessServerTest::inWords)
                .containsExactly("WARN what is told again after seq 0");
    }

    private static String inWords(CaseResult result) {
        return result.verdict() + " " + result.finding().orElseThrow().what();
    }

    private Reply history(int size, boolean isOlderEachTime) {
        List<JsonObject> messages = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            long id = count.incrementAndGet();
            Instant time = isOlderEachTime ? FAR.minusSeconds(id) : FAR;
            messages.add(
                    Json.object("id", id, "roomId", "r", "userId", "u", "content", "x", "createdAt", World.time(time)));
        }
        return Reply.json(Json.object("messages", messages, "reactions", JsonObject.EMPTY_JSON_OBJECT));
    }

    private static List<CaseResult> judged(Rules rules, Selection selection) {
        try (TruthfulServer server = new TruthfulServer(rules)) {
            TargetOptions target = TargetOptions.of(server.uri(), server.key())
                    .with(RateLimits.OFF)
                    .scaled(0.2)
                    .bursting(3);
            List<CaseResult> results = Kit.on(target, Manner.usual().once())
                    .run(selection, each -> {})
                    .cases();
            assertThat(results).noneMatch(each -> each.verdict() == Verdict.OK);
            return results;
        }
    }
}
