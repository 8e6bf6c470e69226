package ee.fluxychat.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Ending;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.target.TargetOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KitTest {

    @Test
    void stopsWhenThreeCasesInARowCannotConnect() {
        Kit kit = onADeadServer();
        List<CaseResult> told = new ArrayList<>();

        RunResult result = kit.run(Selection.only("FRAME"), told::add);

        assertThat(result.ending()).isEqualTo(Ending.UNREACHABLE);
        assertThat(result.isConformant()).isFalse();
        assertThat(told).hasSize(3).extracting(CaseResult::verdict).containsOnly(Verdict.UNREACHABLE);
    }

    @Test
    void takesAFailedRecommendationForAWarningUnlessStrict() {
        try (ScriptedServer server = ScriptedServer.answering("404 Not Found", "{}")) {
            TargetOptions target = TargetOptions.of(server.uri(), "fc_key");
            Selection recommendation = Selection.only("HEALTH-HEAD-1");

            assertThat(Kit.on(target).run(recommendation, each -> {}).count(Verdict.WARN))
                    .isEqualTo(1);
            assertThat(Kit.on(target, Manner.usual().strictly())
                            .run(recommendation, each -> {})
                            .count(Verdict.FAIL))
                    .isEqualTo(1);
        }
    }

    @Test
    void goesOnAfterAFailure() {
        try (ScriptedServer server = ScriptedServer.answering("200 OK", "{\"ok\":true}")) {
            RunResult result = Kit.on(TargetOptions.of(server.uri(), "fc_key"))
                    .run(Selection.only("HEALTH-OK-1", "CORS-EXPOSE-1"), each -> {});

            assertThat(result.cases()).extracting(CaseResult::verdict).containsExactly(Verdict.OK, Verdict.FAIL);
        }
    }

    private static Kit onADeadServer() {
        try (ScriptedServer server = ScriptedServer.answering("404 Not Found", "{}")) {
            return Kit.on(TargetOptions.of(server.uri(), "fc_key"));
        }
    }
}
