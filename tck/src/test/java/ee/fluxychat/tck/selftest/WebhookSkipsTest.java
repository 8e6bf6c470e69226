package ee.fluxychat.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.Kit;
import ee.fluxychat.tck.Selection;
import ee.fluxychat.tck.hooks.HookSite;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.target.TargetOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where webhooks cannot be judged, the reason says what to do about it. */
class WebhookSkipsTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    void skipsAllWhereNoneAreOffered() {
        try (TruthfulServer server = new TruthfulServer(withoutWebhooks())) {
            List<CaseResult> results = judge(server, HookSite.unsaid(), "HOOK");

            assertThat(results).extracting(CaseResult::verdict).containsOnly(Verdict.SKIP);
            assertThat(reasons(results))
                    .containsExactly("the target offers no webhooks: POST /webhooks/register answers 404");
        }
    }

    @Test
    void skipsWhatHearsWhereTheTargetMayNotCallTheKit() {
        HookSite inside = new HookSite(Optional.of(ANY_PORT), Optional.of(URI.create("http://10.11.12.13:9/")));
        try (TruthfulServer server = new TruthfulServer(new Rules())) {
            List<CaseResult> results = judge(server, inside, "HOOK-SEND-1", "HOOK-TYPE-1");

            assertThat(results).extracting(CaseResult::verdict).containsExactly(Verdict.OK, Verdict.SKIP);
            assertThat(results.get(1).reason()).contains("10.11.12.13", "ssrf_blocked", "ALLOWED_SSRF_HOSTS");
        }
    }

    private static Rules withoutWebhooks() {
        return Lie.instead(request -> request.path().matches("(/admin)?/webhooks/.*")
                ? Optional.of(TruthfulServer.notFound())
                : Optional.empty());
    }

    private static List<CaseResult> judge(TruthfulServer server, HookSite site, String... clauses) {
        TargetOptions target = TargetOptions.of(server.uri(), server.key()).with(site);
        return Kit.on(target).run(Selection.only(clauses), each -> {}).cases();
    }

    private static Set<String> reasons(List<CaseResult> results) {
        return results.stream().map(CaseResult::reason).collect(Collectors.toSet());
    }
}
