package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import ee.fluxychat.tck.target.Skipped;
import java.util.List;

/** Rooms that are closed to somebody, and rooms that are no more. */
@Chapter("Closed and deleted rooms")
final class ClosedRoomCases {

    private final Scene scene;

    ClosedRoomCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("ROOM-GET-2")
    void showsARoomToNobodyElse() {
        Room room = scene.room("alice", "bob");
        String path = "/rooms/" + room.id();
        if (scene.person("alice").gets(path).status() == 404) {
            throw new Skipped("target does not offer GET /rooms/{id}");
        }

        for (Person each : List.of(scene.person("eve"), scene.guest("visitor"))) {
            each.gets(path).refuses(403);
            each.gets("/rooms/" + scene.target().freshName("unknown")).refuses(403);
        }
        scene.anonymous("GET", path).send().is(401);
    }

    @Clause("ROOM-DEL-2")
    void letsNobodyElseDeleteARoom() {
        Room room = scene.room("alice", "bob");
        room.enters("alice").posts("still here");

        for (Person each :
                List.of(scene.person("alice"), scene.person("bob"), scene.person("eve"), scene.guest("visitor"))) {
            each.deletes("/rooms/" + room.id()).is(403, 404);
        }
        scene.anonymous("DELETE", "/rooms/" + room.id()).send().is(401, 404);

        expect("texts in the room", room.texts(scene.person("bob"))).toBe(List.of("still here"));
        room.enters("bob").posts("and open");
    }

    @Clause("ROOM-DEL-3")
    void takesNoMessageIntoADeletedRoom() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");

        room.isDeletedBy(scene.admin());

        alice.mutters("over a socket");
        expect(
                        "messages that alice hears",
                        alice.hearsOut().stream()
                                .filter(each -> each.is("message"))
                                .map(each -> each.text("content"))
                                .toList())
                .toBe(List.of());
        for (Person each : List.of(scene.person("alice"), scene.admin())) {
            each.posts("/messages", "roomId", room.id(), "content", "over REST").is(403, 404);
        }
        hasKeptNothing(room);
    }

    /** Whatever was kept would show in a room of the same id. */
    private void hasKeptNothing(Room room) {
        Person bob = scene.person("bob");
        bob.posts("/rooms", "id", room.id(), "name", "anew", "type", "group").is(200);
        expect("texts in a room made anew", room.texts(bob)).toBe(List.of());
    }

    @Clause("SEC-ALIKE-1")
    void refusesAClosedRoomLikeAnUnknownOne() {
        Room closed = scene.room("alice", "bob");
        String unknown = scene.target().freshName("unknown");
        Person eve = scene.person("eve");

        for (String path : List.of("/api/messages?roomId=%s", "/rooms/%s/members", "/rooms/%s/unread")) {
            areAlike(eve.gets(path.formatted(closed.id())), eve.gets(path.formatted(unknown)));
        }
        areAlike(
                eve.posts("/messages", "roomId", closed.id(), "content", "anybody there?"),
                eve.posts("/messages", "roomId", unknown, "content", "anybody there?"));
        areAlike(
                eve.posts("/rooms/" + closed.id() + "/read", "messageId", 1),
                eve.posts("/rooms/" + unknown + "/read", "messageId", 1));
        areAlike(eve.deletes("/rooms/" + closed.id()), eve.deletes("/rooms/" + unknown));
    }

    private static void areAlike(Answer closed, Answer unknown) {
        expect("the answer about a room that is unknown", wording(unknown)).toBe(wording(closed));
    }

    private static String wording(Answer answer) {
        return answer.status() + " " + (answer.status() == 403 ? answer.json().text("error") : "");
    }
}
