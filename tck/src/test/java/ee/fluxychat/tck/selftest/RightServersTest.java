package ee.fluxychat.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.Kit;
import ee.fluxychat.tck.Manner;
import ee.fluxychat.tck.Selection;
import ee.fluxychat.tck.provision.Tenant;
import ee.fluxychat.tck.provision.Tenant.KnownUser;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.target.RateLimits;
import ee.fluxychat.tck.target.TargetOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Servers that are right though they are not as the truthful one is: none of them may fail. */
class RightServersTest {

    private static final Set<Verdict> WRONG = Set.of(Verdict.FAIL, Verdict.INCONCLUSIVE, Verdict.UNREACHABLE);

    @Test
    void failsNoServerWhoseUsersHaveIdsOfTheirOwn() {
        Map<String, KnownUser> users = Map.of(
                "alice", user("zoe-17"),
                "bob", user("m_3"),
                "carol", user("Ab9"),
                "dm_alice", user("_dm"),
                "dm_bob", user("-dm"),
                "admin", user("root"));

        RunResult result = judge(new Rules(), Selection.all().except("RATE", "CLOSE-EXPIRED-1"), users);

        assertThat(wrong(result)).isEmpty();
    }

    private static KnownUser user(String id) {
        return new KnownUser(id, Optional.empty());
    }

    private static List<String> wrong(RunResult result) {
        return result.cases().stream()
                .filter(each -> WRONG.contains(each.verdict()))
                .map(each -> each.clause().id() + " " + each.verdict() + " " + each.finding() + each.reason())
                .toList();
    }

    private static RunResult judge(Rules rules, Selection selection, Map<String, KnownUser> users) {
        try (TruthfulServer server = new TruthfulServer(rules)) {
            Tenant home = new Tenant(server.key(), Optional.of(server.secret()), users);
            TargetOptions target = TargetOptions.of(server.uri(), home)
                    .with(RateLimits.OFF)
                    .bursting(12)
                    .with(List.of(server.otherUri()))
                    .with(server);
            return Kit.on(target, Manner.usual().strictly()).run(selection, each -> {});
        }
    }
}
