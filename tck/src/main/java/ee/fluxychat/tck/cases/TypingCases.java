package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import java.util.List;

/** What is told and not stored: typing, and an application's own events. */
@Chapter("Typing and client events")
final class TypingCases {

    private final Scene scene;

    TypingCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("TYPE-FRAME-1")
    void tellsEverybodyWhoIsTyping() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");

        alice.says("typing", "userId", alice.id(), "isTyping", true, "intent", "composing");

        for (Frame each : List.of(alice.hears("typing"), bob.hears("typing"))) {
            expect("userId", each.text("userId")).toBe(alice.id());
            expect("isTyping", each.flag("isTyping")).toBe(true);
            expect("intent", each.text("intent")).toBe("composing");
        }
    }

    @Clause("TYPE-PRIVATE-1")
    void keepsUnfinishedWordsToTheWriter() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.enters("bob");

        room.enters("alice").says("typing", "isTyping", true, "intent", "composing", "partialText", "not yet sa");

        Frame heard = bob.hears("typing");
        expect("frame", heard.toString()).toBe("no word of what is being typed", each -> !each.contains("not yet sa"));
    }

    @Clause("TYPE-INTENT-1")
    void knowsFourIntents() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");

        for (String intent : List.of("composing", "away", "viewing_thread", "idle")) {
            expect("intent", intentHeard(alice, true, intent)).toBe(intent);
        }
        expect("unknown intent", intentHeard(alice, true, "dreaming")).toBe("composing");
        expect("intent when not typing", intentHeard(alice, false, "composing")).toBe("idle");
    }

    @Clause("TYPE-USER-1")
    void takesTheTypingUserFromTheToken() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");

        bob.says("typing", "userId", alice.id(), "isTyping", true);
        Frame answer = bob.hears("typing or error", each -> each.is("typing", "error"));

        if (answer.is("typing")) {
            expect("userId", answer.text("userId")).toBe(bob.id());
        }
    }

    @Clause("TYPE-GUEST-1")
    void doesNotTellOfTypingGuests() {
        Room room = scene.roomOfType("public", "alice");
        Participant alice = room.enters("alice");
        Participant gus = room.enters(scene.guest("gus"));

        gus.says("typing", "isTyping", true);
        gus.stillTalks();

        expect("typing that alice hears", alice.hearsBeforeMarkerOf(alice, "typing"))
                .toBe(List.of());
    }

    @Clause("TYPE-STORE-1")
    void keepsNothingOfTyping() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");
        Frame before = alice.posts("before");

        alice.says("typing", "isTyping", true);
        alice.hears("typing");

        Frame after = alice.posts("after");
        expect("texts in history", room.texts(scene.person("alice"))).toBe(List.of("after", "before"));
        if (before.says("seq")) { // not every target counts
            expect("seq of the next message", after.number("seq")).toBe(before.number("seq") + 1);
        }
    }

    @Clause("EVENT-FRAME-1")
    void passesAnApplicationsEventToTheOthers() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");

        bob.says("client_event", "eventName", "client-cursor", "data", ee.fluxychat.tck.client.Json.object("x", 1));

        Frame heard = alice.hears("client_event");
        expect("roomId", heard.text("roomId")).toBe(room.id());
        expect("userId", heard.text("userId")).toBe(bob.id());
        expect("eventName", heard.text("eventName")).toBe("client-cursor");
        Fields data = heard.object("data");
        expect("data.x", data.number("x")).toBe(1L);
        expect("client events at the sender", bob.hearsBeforeMarkerOf(alice, "client_event"))
                .toBe(List.of());
    }

    @Clause("EVENT-NAME-1")
    void refusesEventsWithoutAProperName() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");

        alice.says("client_event", "data", List.of());
        alice.isRefused();
        alice.says("client_event", "eventName", "cursor");
        alice.isRefused();
        alice.says("client_event", "eventName", "client-" + "x".repeat(122));
        alice.isRefused();
        alice.says("client_event", "eventName", "client-a b");
        alice.isRefused();
    }

    private static String intentHeard(Participant participant, boolean isTyping, String intent) {
        participant.says("typing", "userId", participant.id(), "isTyping", isTyping, "intent", intent);
        return participant.hears("typing").text("intent");
    }
}
