package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who has no connection, and asks for history again and again. */
@Chapter("Polling")
final class PollCases {

    private static final int ROUNDS = 10;

    private final Scene scene;

    PollCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("POLL-PAGE-1")
    void tellsAPollerWhatWasToldLive() {
        Room room = scene.room("alice", "bob", "carol");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");

        Map<Long, String> polled = new TreeMap<>();
        for (int i = 0; i < ROUNDS; i++) {
            bob.postsByRest("posted " + i);
            bob.posts("spoken " + i);
            room.history(scene.person("carol")).forEach(each -> polled.put(each.number("id"), shown(each)));
        }

        Map<Long, String> live = new TreeMap<>();
        alice
                .hearsBurst(
                        "all messages",
                        each -> each.is("message") && each.text("content").equals("spoken " + (ROUNDS - 1)))
                .stream()
                .filter(each -> each.is("message"))
                .forEach(each -> live.put(each.number("id"), shown(each)));
        expect("messages told live", live.size()).toBe(2 * ROUNDS);
        expect("messages that carol polled", polled).toBe(live);
    }

    private static String shown(Fields message) {
        return message.text("content") + " at " + message.text("createdAt");
    }

    @Clause("POLL-CHANGE-1")
    void tellsAPollerWhatHasChanged() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        long edited = alice.posts("said badly").number("id");
        long deleted = alice.posts("better not said").number("id");
        Person bob = scene.person("bob");
        expect("texts of the first poll", room.texts(bob)).toBe(List.of("better not said", "said badly"));

        alice.says("edit", "messageId", edited, "content", "said better");
        alice.hears("edit");
        expect("texts after the edit", room.texts(bob)).toBe(List.of("better not said", "said better"));

        alice.says("delete", "messageId", deleted);
        alice.hears("delete");
        expect("texts after the deletion", room.texts(bob)).toBe(List.of("said better"));

        alice.says("reaction", "messageId", edited, "emoji", "🎈");
        alice.hears("reaction");
        expect(
                        "reactions after the reaction",
                        room.page(bob, "").object("reactions").toString())
                .toBe("to have 🎈", each -> each.contains("🎈"));
    }
}
