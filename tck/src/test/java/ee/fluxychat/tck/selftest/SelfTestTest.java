package ee.fluxychat.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.selftest.SelfTest.Catch;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SelfTestTest {

    @Test
    void takesALieThatIsToldOnlyOnceForAFalseAlarm() {
        Catch outcome = SelfTest.judge(Lie.about("HEALTH-HEAD-1", "is not well once", wellBut(2)));

        assertThat(outcome.isCaught()).isFalse();
        assertThat(outcome.falseAlarms()).extracting(CaseResult::verdict).containsExactly(Verdict.INCONCLUSIVE);
    }

    @Test
    void tellsOverWhichTransportsALieWasCaught() {
        Supplier<Rules> overSockets =
                () -> Lie.hearing("message", frame -> Texts.with(frame, "parentId", JsonValue.NULL));

        Catch outcome = SelfTest.judge(Lie.about("MSG-PARENT-1", "forgets the parent over a socket", overSockets));

        assertThat(outcome.shown()).containsExactly(new Variant("MSG-PARENT-1", Transport.WS));
        assertThat(outcome.falseAlarms()).isEmpty();
    }

    /** Well but for this one of all requests for its head, over all servers with these rules. */
    private static Supplier<Rules> wellBut(int unwell) {
        AtomicInteger asked = new AtomicInteger();
        return () -> Lie.instead(request -> request.line().equals("HEAD /health") && asked.incrementAndGet() == unwell
                ? Optional.of(Reply.json(500, Json.object("ok", false, "why", List.of())))
                : Optional.empty());
    }
}
