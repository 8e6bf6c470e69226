package ee.fluxychat.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.Kit;
import ee.fluxychat.tck.Selection;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.ExitCode;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.target.TargetOptions;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who has to wait may break off, and keeps what was judged before. */
class InterruptTest {

    @Test
    void breaksOffACaseThatWaits() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        Rules mute = new Rules() {
            @Override
            List<JsonObject> told(Peer hearer, JsonObject frame) {
                if (Texts.says(frame, "before bob came")) {
                    waiting.countDown();
                    return List.of();
                }
                return List.of(frame);
            }
        };
        try (TruthfulServer server = new TruthfulServer(mute)) {
            Kit kit = Kit.on(TargetOptions.of(server.uri(), server.key()).scaled(1_000));
            CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(
                    () -> kit.run(Selection.only("HEALTH-OK-1", "CONN-SNAP-1", "PRES-JOIN-1"), each -> {}));
            waiting.await();

            kit.interrupt();

            RunResult result = run.get(1, TimeUnit.MINUTES);
            assertThat(result.cases()).extracting(CaseResult::verdict).containsOnly(Verdict.OK);
            assertThat(result.cases()).extracting(each -> each.clause().id()).doesNotContain("CONN-SNAP-1");
            assertThat(result.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        }
    }
}
