package ee.fluxychat.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.Kit;
import ee.fluxychat.tck.Selection;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.target.RateLimits;
import ee.fluxychat.tck.target.TargetOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A target in hosted mode, whose key drops the roles of rulers without a word (protocol 1.2), is not wrong. */
class HostedModeTest {

    @Test
    void skipsWhatNeedsARulerAndJudgesTheRest() {
        RunResult result = judged(Selection.only("AUTH-MINT", "AUTH-ROLE", "TENANT-NEW", "MEMBER"));

        assertThat(result.cases()).extracting(CaseResult::verdict).containsOnly(Verdict.OK, Verdict.SKIP);
        assertThat(verdictOf(result, "AUTH-MINT-2")).isEqualTo(Verdict.OK);
        assertThat(verdictOf(result, "AUTH-MINT-11")).isEqualTo(Verdict.SKIP);
        assertThat(result.cases().stream()
                        .filter(each -> each.clause().id().startsWith("TENANT-NEW"))
                        .map(CaseResult::reason))
                .allMatch(each -> each.contains("this key grants [member]"));
    }

    private static Verdict verdictOf(RunResult result, String clause) {
        return result.cases().stream()
                .filter(each -> each.clause().id().equals(clause))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    private static RunResult judged(Selection selection) {
        try (TruthfulServer server = new TruthfulServer(new Hosted())) {
            TargetOptions target = TargetOptions.of(server.uri(), server.key()).with(RateLimits.OFF);
            return Kit.on(target).run(selection, each -> {});
        }
    }

    private static final class Hosted extends Rules {
        @Override
        List<String> roles(List<String> asked) {
            return super.roles(asked.stream()
                    .filter(each -> !each.strip().matches("(?i)owner|admin"))
                    .toList());
        }
    }
}
