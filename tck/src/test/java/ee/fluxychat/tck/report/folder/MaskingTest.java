package ee.fluxychat.tck.report.folder;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.history.HistoryEvent;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskingTest {

    @Test
    void masksTextsOfHistoryAndNotItsForm() {
        Masking masking = Masking.of(List.of("content", "1234567", "hush-hush"));

        CaseResult masked = masking.of(
                heard(
                        "{\"op\":\"heard\",\"by\":\"bob#1\",\"room\":\"r1\",\"id\":1234567,\"content\":\"hush-hush\",\"at\":3}"));

        assertThat(masked.history())
                .extracting(HistoryEvent::line)
                .containsExactly(
                        "{\"op\":\"heard\",\"by\":\"bob#1\",\"room\":\"r1\",\"id\":1234567,\"content\":\"<secret>\",\"at\":3}");
    }

    private static CaseResult heard(String line) {
        CaseResult result = Samples.ended("RESUME-ALL-1", Verdict.OK);
        return new CaseResult(
                result.chapter(),
                result.clause(),
                result.name(),
                result.claim(),
                result.transport(),
                result.verdict(),
                result.finding(),
                result.reason(),
                result.closing(),
                result.took(),
                result.attempts(),
                result.transcript(),
                List.of(HistoryEvent.parse(line)));
    }
}
