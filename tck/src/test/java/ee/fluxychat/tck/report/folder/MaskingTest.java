package ee.fluxychat.tck.report.folder;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.history.HistoryEvent;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

    @Test
    void masksASecretThatIsCutOff() {
        Masking masking = Masking.of(List.of("vendor-secret-api-key"));

        assertThat(masking.of("said xvendor-secret-api-ke… (1203 units), vendor-…, vend…"))
                .isEqualTo("said x<secret>… (1203 units), <secret>…, vend…");
    }

    @Test
    void masksTokensWhereverTheyStand() {
        String token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";
        Masking masking = Masking.of(List.of());

        assertThat(masking.of("a.b" + token + ".c, eyJ.x.y " + token)).isEqualTo("a.b<token>.c, eyJ.x.y <token>");
    }

    /** One that takes the square of a text's length would not end today. */
    @Test
    @Timeout(60)
    void takesNoLongerThanATextIsLong() {
        Masking masking = Masking.of(List.of("vendor-secret-api-key"));

        assertThat(masking.of("eyJ".repeat(2_000_000))).hasSize(6_000_000);
        assertThat(masking.of("eyJ".repeat(1_000_000) + "..")).hasSizeLessThan(10);
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
