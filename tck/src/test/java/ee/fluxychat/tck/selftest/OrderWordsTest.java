package ee.fluxychat.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.Kit;
import ee.fluxychat.tck.Manner;
import ee.fluxychat.tck.Selection;
import ee.fluxychat.tck.client.Transcript.Line;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Finding;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.target.RateLimits;
import ee.fluxychat.tck.target.TargetOptions;
import org.junit.jupiter.api.Test;

/** How a disorder is told: by the message that is heard out of turn, at the line where it is heard. */
class OrderWordsTest {

    @Test
    void namesTheMessageOutOfTurnAndShowsItsLine() {
        CaseResult result = judged("ORDER-FIFO-1");

        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        Finding finding = result.finding().orElseThrow();
        assertThat(finding.actual())
                .matches(".*_talker\\d sent message \\d+ \\(seq \\d+\\), \"text \\d+\", first,"
                        + " but message \\d+ \\(seq \\d+\\), \"text \\d+\", is heard before it");
        String early = finding.actual().replaceAll(".*but message (\\d+) .*", "$1");
        assertThat(result.transcript())
                .filteredOn(each -> each.number() == finding.line())
                .extracting(Line::text)
                .singleElement()
                .asString()
                .contains("\"id\":" + early);
    }

    private static CaseResult judged(String clause) {
        Lie swaps = Lies.all().stream()
                .filter(each -> each.clause().equals(clause))
                .findFirst()
                .orElseThrow();
        try (TruthfulServer liar = new TruthfulServer(swaps.rules().get())) {
            return Kit.on(
                            TargetOptions.of(liar.uri(), liar.key())
                                    .with(RateLimits.OFF)
                                    .bursting(60),
                            Manner.usual().once())
                    .run(Selection.only(clause), each -> {})
                    .cases()
                    .get(0);
        }
    }
}
