package ee.fluxychat.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.Kit;
import ee.fluxychat.tck.Selection;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.target.TargetOptions;
import org.junit.jupiter.api.RepeatedTest;

/** Who refuses a long body for its length alone, and does not read it, is right however the connection ends. */
class HastyServerTest {

    @RepeatedTest(20)
    void isRight() {
        try (TruthfulServer server = new TruthfulServer(new Hasty())) {
            RunResult result =
                    Kit.on(TargetOptions.of(server.uri(), server.key())).run(Selection.only("BODY-SIZE"), each -> {});

            assertThat(result.cases()).extracting(CaseResult::verdict).containsOnly(Verdict.OK);
        }
    }

    private static final class Hasty extends Rules {
        @Override
        int longestRead() {
            return LONGEST_BODY;
        }
    }
}
