package ee.fluxychat.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.Kit;
import ee.fluxychat.tck.Manner;
import ee.fluxychat.tck.Selection;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.provision.Tenant;
import ee.fluxychat.tck.provision.Tenant.KnownUser;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.spec.ClauseCatalogue;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import ee.fluxychat.tck.spec.Level;
import ee.fluxychat.tck.target.RateLimits;
import ee.fluxychat.tck.target.TargetOptions;
import jakarta.json.JsonObject;
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

    @Test
    void failsNoServerThatHasTheCoreAndNoMore() {
        RunResult result = judge(new CoreRules(), Selection.only(musts()).except("RATE"), Map.of());

        assertThat(wrong(result)).isEmpty();
        assertThat(result.cases().stream().filter(each -> each.verdict() == Verdict.SKIP))
                .map(each -> each.clause().id() + ": " + each.reason())
                .containsExactlyInAnyOrder(
                        "AUTH-FORGED-9: needs the secret of the second project's tokens: give secret: in --config",
                        "RESUME-ACCESS-1: target does not offer resume",
                        "ROOM-GET-2: target does not offer GET /rooms/{id}",
                        "ROOM-DEL-3: target does not offer DELETE /rooms/{id}");
    }

    /** Protocol 6: what a server may add for clients that pass over deletions and reactions. */
    @Test
    void failsNoServerThatHelpsClientsWhichPassOverItsFrames() {
        Selection told =
                Selection.only("EDIT", "DEL", "REACT", "ORDER-CHANGE-1", "SDK", "SSE-LIVE-1", "REST-DEL", "REST-REACT");

        RunResult result = judge(new Helping(), told, Map.of());

        assertThat(wrong(result)).isEmpty();
    }

    private static final class Helping extends Rules {
        @Override
        List<JsonObject> told(Peer hearer, JsonObject frame) {
            return switch (Texts.type(frame)) {
                case "delete" -> List.of(frame, asEdit(frame));
                case "reaction" -> List.of(frame, asHistory(hearer.room, frame));
                default -> List.of(frame);
            };
        }

        private static JsonObject asEdit(JsonObject deletion) {
            return Json.object(
                    "type",
                    "edit",
                    "id",
                    deletion.get("id"),
                    "roomId",
                    deletion.get("roomId"),
                    "userId",
                    deletion.get("userId"),
                    "content",
                    "[deleted]",
                    "editedAt",
                    deletion.get("deletedAt"),
                    "streaming",
                    false);
        }

        private static JsonObject asHistory(World.Room room, JsonObject reaction) {
            List<World.Message> changed = room.messages.stream()
                    .filter(each -> each.id == reaction.getInt("messageId"))
                    .toList();
            return Json.object("type", "history", "messages", List.of(), "reactions", Rooms.counts(changed));
        }
    }

    private static String[] musts() {
        return ClauseCatalogue.shipped().entries().stream()
                .filter(each -> each.level() == Level.MUST)
                .map(Entry::id)
                .toArray(String[]::new);
    }

    private static KnownUser user(String id) {
        return new KnownUser(id, Optional.empty());
    }

    private static List<String> wrong(RunResult result) {
        return result.cases().stream()
                .filter(each -> WRONG.contains(each.verdict()))
                .map(RightServersTest::words)
                .toList();
    }

    private static String words(CaseResult result) {
        return result.clause().id() + " " + result.verdict() + " " + result.finding() + result.reason();
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
