package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;
import static ee.fluxychat.tck.client.Transport.POLL;
import static ee.fluxychat.tck.client.Transport.SSE;
import static ee.fluxychat.tck.client.Transport.WS;

import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import java.util.List;

/** Reactions over a socket. */
@Chapter("Reactions")
final class ReactionCases {

    private final Scene scene;

    ReactionCases(Scene scene) {
        this.scene = scene;
    }

    @Clause(
            value = "REACT-FRAME-1",
            over = {WS, SSE})
    void tellsAReactionToAll() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");
        long id = alice.posts("react to me").number("id");

        bob.says("reaction", "userId", bob.id(), "messageId", id, "emoji", "👍", "op", "add");

        for (Frame each : List.of(alice.hears("reaction"), bob.hears("reaction"))) {
            expect("roomId", each.text("roomId")).toBe(room.id());
            expect("userId", each.text("userId")).toBe(bob.id());
            expect("messageId", each.number("messageId")).toBe(id);
            expect("emoji", each.text("emoji")).toBe("👍");
            expect("op", each.text("op")).toBe("add");
        }
    }

    @Clause(
            value = "REACT-ONCE-1",
            over = {WS, SSE, POLL})
    void countsTheSameReactionOfOneUserOnce() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");
        long id = alice.posts("react to me").number("id");

        for (int i = 0; i < 3; i++) {
            bob.says("reaction", "messageId", id, "emoji", "👍");
        }
        alice.says("reaction", "messageId", id, "emoji", "👍");
        bob.says("reaction", "messageId", id, "emoji", "🎉");
        bob.posts("all before has been handled");
        alice.posts("all before has been handled");

        Fields counts = room.page(scene.person("bob"), "").object("reactions").object(String.valueOf(id));
        expect("👍", counts.number("👍")).toBe(2L);
        expect("🎉", counts.number("🎉")).toBe(1L);
    }

    @Clause(
            value = "REACT-TAKE-1",
            over = {WS, SSE, POLL})
    void takesAReactionBack() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");
        long id = alice.posts("react to me").number("id");

        alice.says("reaction", "messageId", id, "emoji", "👍", "op", "add");
        alice.hears("reaction");
        alice.says("reaction", "messageId", id, "emoji", "👍", "op", "remove");
        alice.hears(
                "reaction remove",
                each -> each.is("reaction") && each.text("op").equals("remove"));
        alice.posts("all before has been handled");

        expect(
                        "reactions of the message",
                        room.page(scene.person("alice"), "").object("reactions").has(String.valueOf(id)))
                .toBe(false);
    }

    @Clause(
            value = "REACT-GONE-1",
            over = {WS, SSE, POLL})
    void refusesAReactionToNothing() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.enters("bob");
        Participant alice = room.enters("alice");
        long deleted = alice.posts("soon gone").number("id");
        alice.says("delete", "messageId", deleted);
        alice.hears("delete");

        for (Object id : new Object[] {deleted, 9_007_199_254_740_991L, null, "x"}) {
            alice.says("reaction", "messageId", id, "emoji", "👍");
            alice.isRefused();
        }

        expect("reactions that bob hears", bob.hearsBeforeMarkerOf(alice, "reaction"))
                .toBe(List.of());
    }

    @Clause(
            value = "REACT-EMOJI-1",
            over = {WS, SSE, POLL})
    void refusesAReactionWithoutAnEmoji() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.enters("bob");
        Participant alice = room.enters("alice");
        long id = alice.posts("react to me").number("id");

        for (Object emoji : new Object[] {"", "lol", "<img src=x>", null, 7}) {
            alice.says("reaction", "messageId", id, "emoji", emoji);
            alice.isRefused();
        }

        expect("reactions that bob hears", bob.hearsBeforeMarkerOf(alice, "reaction"))
                .toBe(List.of());
    }

    @Clause(
            value = "REACT-USER-1",
            over = {WS, SSE})
    void takesTheReactingUserFromTheToken() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");
        long id = alice.posts("react to me").number("id");

        bob.says("reaction", "userId", alice.id(), "messageId", id, "emoji", "👎");
        Frame answer = bob.hears("reaction or error", each -> each.is("reaction", "error"));

        if (answer.is("reaction")) {
            expect("userId", answer.text("userId")).toBe(bob.id());
        }
    }

    @Clause(
            value = "REACT-ORDER-1",
            over = {WS, SSE})
    void tellsEverybodyOfReactionsInTheSameOrder() {
        Room room = scene.room("alice", "bob", "carol");
        List<Participant> people = List.of(room.enters("alice"), room.enters("bob"), room.enters("carol"));
        long id = people.get(0).posts("applause").number("id");

        for (int i = 0; i < 10; i++) {
            String op = i % 2 == 0 ? "add" : "remove";
            people.forEach(each -> each.says("reaction", "messageId", id, "emoji", "🥁", "op", op));
        }

        List<String> first = reactions(people.get(0), 30);
        expect("reactions that bob hears", reactions(people.get(1), 30)).toBe(first);
        expect("reactions that carol hears", reactions(people.get(2), 30)).toBe(first);
    }

    private static List<String> reactions(Participant hearer, int count) {
        int[] heard = {0};
        return hearer.hearsBurst(count + " reactions", each -> each.is("reaction") && ++heard[0] == count).stream()
                .filter(each -> each.is("reaction"))
                .map(each -> each.text("op") + " of " + each.text("userId"))
                .toList();
    }

    @Clause("REACT-ROOM-1")
    void refusesAReactionIntoAnotherRoom() {
        Participant inOther = scene.room("alice").enters("alice");
        long id = inOther.posts("in the other room").number("id");
        Participant bob = scene.room("bob").enters("bob");

        bob.says("reaction", "messageId", id, "emoji", "👍");
        bob.isRefused();

        expect("reactions in the other room", inOther.hearsBeforeMarkerOf(inOther, "reaction"))
                .toBe(List.of());
    }
}
