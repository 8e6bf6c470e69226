package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.client.RawSocket;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import ee.fluxychat.tck.target.Skipped;
import java.util.List;
import java.util.Map;

/** The upgrade request, until it is accepted or refused. */
@Chapter("Handshake")
final class HandshakeCases {

    private static final String FOREIGN_ORIGIN = "https://evil.example";

    private final Scene scene;

    HandshakeCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("CONN-OPEN-1")
    void letsAMemberInWithAHeader() {
        Room room = scene.room("alice");

        Knock.by(scene, scene.person("alice"), room.id()).isLetIn().awaitType("subscription_succeeded");
    }

    @Clause("CONN-OPEN-2")
    void letsAMemberInWithAQueryParameter() {
        Room room = scene.room("alice");
        String query = "?token=" + scene.person("alice").token();

        Knock.at(scene, room.id(), query, RawSocket.upgradeHeaders()).isLetIn().awaitType("subscription_succeeded");
    }

    @Clause("CONN-OPEN-3")
    void refusesAPlainRequest() {
        Room room = scene.room("alice");

        Answer answer = scene.person("alice").gets("/ws/room/" + room.id());

        answer.is(400);
    }

    @Clause("CONN-TOKEN-1")
    void refusesAHandshakeWithoutAToken() {
        Room room = scene.room("alice");

        Knock.at(scene, room.id(), "", RawSocket.upgradeHeaders()).isRefused(401);
        Knock.at(scene, room.id(), "?token=", RawSocket.upgradeHeaders()).isRefused(401);
        Knock.at(scene, room.id(), "?token=x.y.z", RawSocket.upgradeHeaders()).isRefused(401);
    }

    @Clause("CONN-TOKEN-2")
    void saysWithAStatusWhyItRefuses() {
        Room room = scene.room("alice");

        Answer unauthorized = Knock.at(scene, room.id(), "?token=x", RawSocket.upgradeHeaders())
                .answer();
        Answer forbidden = Knock.by(scene, scene.person("eve"), room.id()).answer();

        expect("status without a token", unauthorized.status()).toBe(401);
        expect("status for a stranger", forbidden.status()).toBe(403);
        forbidden.refuses(403, "forbidden");
    }

    @Clause("CONN-ROOM-1")
    void refusesAStranger() {
        Room room = scene.room("alice");

        Knock.by(scene, scene.person("eve"), room.id()).isRefused(403);
        expect("members", room.members(scene.person("alice")))
                .toBe(
                        "not to name eve",
                        each -> !each.contains(scene.person("eve").id()));
    }

    @Clause("CONN-ROOM-2")
    void doesNotTellAForbiddenRoomFromAnUnknownOne() {
        Room room = scene.room("alice");
        Person eve = scene.person("eve");

        Answer forbidden = Knock.by(scene, eve, room.id()).isRefused(403);
        Answer unknown =
                Knock.by(scene, eve, scene.target().freshName("nowhere")).isRefused(403);

        expect("status for an unknown room", unknown.status()).toBe(forbidden.status());
        if (forbidden.status() == 403) {
            expect("error for an unknown room", unknown.json().text("error"))
                    .toBe(forbidden.json().text("error"));
        }
    }

    @Clause("CONN-ROOM-3")
    void letsAnAdminIntoEveryRoomThatExists() {
        Room room = scene.room("alice");

        Knock.by(scene, scene.admin(), room.id()).isLetIn().awaitType("subscription_succeeded");
        Knock.by(scene, scene.admin(), scene.target().freshName("nowhere")).isRefused(403);
    }

    @Clause("CONN-ROOM-4")
    void makesWhoeverEntersAPublicRoomAMember() {
        Room room = scene.roomOfType("public", "alice");
        Participant eve = room.enters("eve");

        expect("members", room.members(scene.person("alice"))).toBe("to name eve", each -> each.contains(eve.id()));
    }

    @Clause("CONN-GUEST-1")
    void letsAGuestIntoPublicRoomsOnly() {
        Room open = scene.roomOfType("public", "alice");
        Room closed = scene.roomOfType("group", "alice");
        Person gus = scene.guest("gus");

        Knock.by(scene, gus, open.id()).isLetIn().awaitType("subscription_succeeded");
        Knock.by(scene, gus, closed.id()).isRefused(403);
    }

    @Clause("CONN-GUEST-2")
    void makesAGuestAMemberWithTheRoleGuest() {
        Room room = scene.roomOfType("public", "alice");
        Participant gus = room.enters(scene.guest("gus"));

        List<String> roles =
                scene
                        .person("alice")
                        .gets("/rooms/" + room.id() + "/members")
                        .is(200)
                        .json()
                        .objects("members")
                        .stream()
                        .filter(each -> each.text("userId").equals(gus.id()))
                        .map(each -> each.text("role"))
                        .toList();

        expect("role of the guest", roles).toBe(List.of("guest"));
    }

    @Clause("CONN-USER-1")
    void takesTheUserFromTheTokenAndNotFromTheQuery() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");

        Participant bob = room.entersWith(scene.person("bob"), "?userId=" + alice.id());

        alice.hearsOf("member_joined", bob.id());
        bob.posts("who am I?");
        expect("author", alice.hearsText("who am I?").text("userId")).toBe(bob.id());
    }

    @Clause("CONN-ORIGIN-1")
    void refusesAnOriginThatIsNotAllowed() {
        Room room = scene.room("alice");
        Answer preflight = scene.anonymous("OPTIONS", "/rooms")
                .header("Origin", FOREIGN_ORIGIN)
                .header("Access-Control-Request-Method", "GET")
                .send();
        if (preflight.header("Access-Control-Allow-Origin").isPresent()) {
            throw new Skipped("target allows every origin");
        }
        Map<String, String> headers = RawSocket.upgradeHeaders();
        headers.put("Authorization", "Bearer " + scene.person("alice").token());
        headers.put("Origin", FOREIGN_ORIGIN);

        Knock.at(scene, room.id(), "", headers).isRefused(403);
    }

    @Clause("CONN-ORIGIN-2")
    void letsTheServersOwnOriginIn() {
        Room room = scene.room("alice");
        Map<String, String> headers = RawSocket.upgradeHeaders();
        headers.put("Authorization", "Bearer " + scene.person("alice").token());
        headers.put("Origin", scene.http().origin());

        Knock.at(scene, room.id(), "", headers).isLetIn().awaitType("subscription_succeeded");
    }

    @Clause("CONN-ID-1")
    void refusesRoomIdsThatCannotBe() {
        Person alice = scene.person("alice");

        for (String id : new String[] {"a%20b", "%2e%2e", "x".repeat(129), "a'b", "%00", ""}) {
            Answer answer = Knock.by(scene, alice, id).answer();
            expect("status for the room id " + id, answer.status())
                    .toBe("a refusal below 500", each -> each >= 400 && each < 500);
        }
    }

    @Clause("CONN-RFC-1")
    void refusesAnotherWebSocketVersion() {
        Room room = scene.room("alice");
        Map<String, String> headers = RawSocket.upgradeHeaders();
        headers.put("Authorization", "Bearer " + scene.person("alice").token());
        headers.put("Sec-WebSocket-Version", "7");

        Answer answer = Knock.at(scene, room.id(), "", headers).answer();

        expect("status for version 7", answer.status()).toBe("a refusal, best 426", each -> each >= 400 && each < 500);
    }

    @Clause("CONN-RFC-2")
    void refusesAHandshakeWithoutItsKey() {
        Room room = scene.room("alice");
        Map<String, String> headers = RawSocket.upgradeHeaders();
        headers.put("Authorization", "Bearer " + scene.person("alice").token());
        headers.remove("Sec-WebSocket-Key");

        Answer answer = Knock.at(scene, room.id(), "", headers).answer();

        expect("status without Sec-WebSocket-Key", answer.status()).toBe("a refusal", each -> each >= 400);
    }

    @Clause("CONN-RFC-3")
    void refusesAHandshakeByAnotherMethod() {
        Room room = scene.room("alice");
        Map<String, String> headers = RawSocket.upgradeHeaders();
        headers.put("Authorization", "Bearer " + scene.person("alice").token());
        headers.put("Content-Length", "0");

        Answer answer = scene.rawSocket("caller").handshake("POST", "/ws/room/" + room.id(), headers);

        expect("status for POST", answer.status()).toBe("a refusal", each -> each >= 400 && each < 500);
    }

    @Clause("CONN-TRACE-1")
    void tellsTheTraceIdOfARefusal() {
        Room room = scene.room("alice");
        Map<String, String> headers = RawSocket.upgradeHeaders();
        headers.put("Authorization", "Bearer " + scene.person("eve").token());
        headers.put("X-Trace-Id", "trace-of-eve");

        Answer refusal = Knock.at(scene, room.id(), "", headers).isRefused(403);

        expect("header X-Trace-Id", refusal.header("X-Trace-Id").orElse("")).toBe("trace-of-eve");
        Fields body = refusal.json();
        expect("traceId", body.text("traceId")).toBe("trace-of-eve");
    }
}
