package ee.fluxychat.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.fluxychat.tck.provision.Tenant;
import ee.fluxychat.tck.provision.Tenant.KnownUser;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Closing;
import ee.fluxychat.tck.report.Ending;
import ee.fluxychat.tck.report.ExitCode;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.target.ProvisioningFailed;
import ee.fluxychat.tck.target.TargetOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class KitTest {

    /** A project whose alice needs no token from the target. */
    private static final Tenant KNOWN =
            new Tenant("fc_key", Optional.empty(), Map.of("alice", new KnownUser("u-17", Optional.of("a.b.c"))));

    private static final String ENTERED =
            "{\"type\":\"subscription_succeeded\",\"socketId\":\"s\",\"subscriptionCount\":1,\"members\":[]}";

    @Test
    void findsNoFaultWithATargetThatMintsNothing() {
        try (ScriptedServer server = ScriptedServer.answering("401 Unauthorized", "{\"error\":\"invalid api key\"}")) {
            assertThatThrownBy(() -> Kit.on(TargetOptions.of(server.uri(), "fc_wrong")))
                    .isInstanceOf(ProvisioningFailed.class)
                    .hasMessageContaining("key: the key of the first project mints no token for a member")
                    .hasMessageContaining("401");
        }
    }

    @Test
    void saysNothingOfAClauseThatItGetsNoTokenFor() {
        try (ScriptedServer server = ScriptedServer.answering("403 Forbidden", "{\"error\":\"no\"}")) {
            RunResult result =
                    Kit.on(TargetOptions.of(server.uri(), KNOWN)).run(Selection.only("ROOM-LIST-1"), each -> {});

            assertThat(result.cases()).extracting(CaseResult::verdict).containsExactly(Verdict.UNREACHABLE);
            assertThat(result.cases().get(0).reason()).startsWith("no token for ");
            assertThat(result.exitCode()).isEqualTo(ExitCode.COULD_NOT_JUDGE);
        }
    }

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
        try (ScriptedServer server = ScriptedServer.answering("201 Created", "{}")) {
            TargetOptions target = TargetOptions.of(server.uri(), KNOWN);
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
            RunResult result = Kit.on(TargetOptions.of(server.uri(), KNOWN))
                    .run(Selection.only("HEALTH-OK-1", "CORS-EXPOSE-1"), each -> {});

            assertThat(result.cases()).extracting(CaseResult::verdict).containsExactly(Verdict.OK, Verdict.FAIL);
        }
    }

    private static Kit onADeadServer() {
        try (ScriptedServer server = ScriptedServer.answering("404 Not Found", "{}")) {
            return Kit.on(TargetOptions.of(server.uri(), KNOWN));
        }
    }

    @Test
    void tellsHowConnectionsWereClosedBesideWhatWasSaid() {
        CaseResult untouched = judged("FRAME-PING-1", talk -> {
            talk.says(ENTERED);
            talk.hears();
            talk.says("{\"type\":\"pong\",\"ts\":1750000000000}");
            talk.hears();
        });
        CaseResult closed = judged("FRAME-PING-1", talk -> {
            talk.says(ENTERED);
            talk.closes(1011);
            talk.hears();
        });

        assertThat(untouched.closing().kind()).isEqualTo(Closing.Kind.CLEAN);
        assertThat(closed.closing().kind()).isEqualTo(Closing.Kind.UNCLEAN);
        assertThat(closed.closing().seen()).containsExactly("alice: closed with 1011");
    }

    private static CaseResult judged(String clause, Consumer<ScriptedServer.Talk> script) {
        try (ScriptedServer server = ScriptedServer.playing("{\"token\":\"a.b.c\"}", script)) {
            return Kit.on(TargetOptions.of(server.uri(), KNOWN), Manner.usual().once())
                    .run(Selection.only(clause), each -> {})
                    .cases()
                    .get(0);
        }
    }
}
