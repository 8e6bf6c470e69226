package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a newcomer is told, and in which order. */
@Chapter("Connecting")
final class ConnectCases {

    private static final List<String> GREETING = List.of(
            "cache_snapshot",
            "history",
            "location_snapshot",
            "subscription_succeeded",
            "presence",
            "subscription_count");

    /** How many connections speak too early. */
    private static final int EAGER = 8;

    /** What comes in the greeting only where it is offered. */
    private static final List<String> OFFERED = List.of("cache_snapshot", "location_snapshot");

    private final Scene scene;

    ConnectCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("CONN-SNAP-1")
    void tellsThePastBeforeThePresent() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        alice.posts("before bob came");

        Participant bob = room.enters("bob");

        Fields told = bob.greeted("history").objects("messages").get(0);
        expect("content", told.text("content")).toBe("before bob came");
    }

    @Clause("CONN-SNAP-2")
    void tellsStoredMessagesWithAllTheirFields() {
        Room room = scene.room("alice", "bob");
        Frame posted = room.enters("alice").posts("a message");

        Fields told = room.enters("bob").greeted("history").objects("messages").get(0);

        expect("id", told.number("id")).toBe(posted.number("id"));
        expect("roomId", told.text("roomId")).toBe(room.id());
        expect("userId", told.text("userId")).toBe(scene.person("alice").id());
        expect("senderId", told.text("senderId")).toBe(scene.person("alice").id());
        expect("createdAt", told.time("createdAt")).toBe(posted.time("createdAt"));
        expect("kind", told.text("kind")).toBe("text");
        expect("visibility", told.text("visibility")).toBe("room");
        expect("clientMessageId", told.text("clientMessageId")).toBe(posted.text("clientMessageId"));
        told.isNull("parentId");
        told.isNull("editedAt");
        told.isNull("deletedAt");
        told.isNull("expiresAt");
        told.objects("attachments");
        told.texts("mentions");
    }

    @Clause("CONN-SNAP-3")
    void tellsTheNewestMessagesOldestFirst() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        for (String text : List.of("one", "two", "three", "four")) {
            alice.posts(text);
        }

        Participant bob = room.entersWith(scene.person("bob"), "?replayLimit=3");

        expect("texts of the snapshot", texts(bob.greeted("history"))).toBe(List.of("two", "three", "four"));
    }

    @Clause("CONN-SNAP-4")
    void leavesDeletedMessagesOutOfTheSnapshot() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        long gone = alice.posts("regretted").number("id");
        alice.posts("kept");
        alice.says("delete", "messageId", gone);
        alice.hears("delete");

        expect("texts of the snapshot", texts(room.enters("bob").greeted("history")))
                .toBe(List.of("kept"));
    }

    @Clause("CONN-SNAP-5")
    void countsReactionsInTheSnapshot() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        long id = alice.posts("react to me").number("id");
        alice.says("reaction", "userId", alice.id(), "messageId", id, "emoji", "👍", "op", "add");
        alice.hears("reaction");

        Fields reactions = room.enters("bob").greeted("history").object("reactions");

        expect("👍 of the message", reactions.object(String.valueOf(id)).number("👍"))
                .toBe(1L);
    }

    @Clause("CONN-SNAP-6")
    void callsTheSnapshotHistoryUnlessAskedForAReplay() {
        Room room = scene.room("alice", "bob");
        room.enters("alice").posts("before");

        for (String query : List.of("", "?replay=", "?replay=maybe", "?replay=2")) {
            Participant bob = room.entersWith(scene.person("bob"), query);
            expect("texts of the history for " + query, texts(bob.greeted("history")))
                    .toBe(List.of("before"));
            expect("types for " + query, types(bob)).toBe("no replay", each -> !each.contains("replay"));
        }
    }

    @Clause("CONN-REPLAY-1")
    void callsTheSnapshotReplayWhenAsked() {
        Room room = scene.room("alice", "bob");
        room.enters("alice").posts("before");

        for (String value : List.of("connect", "true", "1")) {
            Participant bob = room.entersWith(scene.person("bob"), "?replay=" + value);
            expect("texts of the replay", texts(bob.greeted("replay"))).toBe(List.of("before"));
            expect("types", types(bob)).toBe("no history", each -> !each.contains("history"));
        }
    }

    @Clause("CONN-REPLAY-2")
    void sendsNoSnapshotWhenToldSo() {
        Room room = scene.room("alice", "bob");
        room.enters("alice").posts("before");

        for (String value : List.of("off", "false", "0")) {
            Participant bob = room.entersWith(scene.person("bob"), "?replay=" + value);
            expect("types", types(bob))
                    .toBe("no snapshot", each -> !each.contains("history") && !each.contains("replay"));
        }
    }

    @Clause("CONN-LIMIT-1")
    void takesJunkForTheDefaultLimit() {
        Room room = scene.room("alice", "bob", "carol");
        Participant alice = room.enters("alice");
        Participant carol = room.enters("carol");
        for (int i = 0; i < 26; i++) {
            alice.posts("a" + i);
            carol.posts("c" + i);
        }

        for (String query : List.of("", "?replayLimit=0", "?replayLimit=-4", "?replayLimit=many", "?historyLimit=x")) {
            expect(
                            "size of the snapshot for " + query,
                            texts(room.entersWith(scene.person("bob"), query).greeted("history"))
                                    .size())
                    .toBe(50);
        }
        expect(
                        "size of the snapshot",
                        texts(room.entersWith(scene.person("bob"), "?historyLimit=2.9")
                                        .greeted("history"))
                                .size())
                .toBe(2);
    }

    @Clause("CONN-LIMIT-2")
    void tellsNoSnapshotOfMoreThan500() {
        LongTalk talk = LongTalk.heldAt(scene);

        for (String limit : List.of("501", "100000")) {
            Participant reader = talk.room(scene).entersWith(LongTalk.reader(scene), "?replayLimit=" + limit);
            expect(
                            "size of the snapshot for " + limit,
                            reader.greeted("history").objects("messages").size())
                    .toBe("1 to 500", each -> each >= 1 && each <= 500);
        }
    }

    @Clause("CONN-LIMIT-3")
    void takesReplayLimitBeforeHistoryLimit() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        for (String text : List.of("one", "two", "three", "four")) {
            alice.posts(text);
        }

        expect("size for replayLimit=1 and historyLimit=3", snapshotSize(room, "?replayLimit=1&historyLimit=3"))
                .toBe(1);
        expect("size for replayLimit=3 and historyLimit=1", snapshotSize(room, "?replayLimit=3&historyLimit=1"))
                .toBe(3);
        expect("size for historyLimit=1", snapshotSize(room, "?historyLimit=1")).toBe(1);
    }

    private int snapshotSize(Room room, String query) {
        Participant newcomer = room.entersWith(scene.person("bob"), query);
        return newcomer.greeted("history").objects("messages").size();
    }

    @Clause("CONN-ORDER-1")
    void keepsTheOrderOfTheGreeting() {
        Room room = scene.room("alice");
        room.enters("alice").posts("so that there is something");
        Participant again = room.entersWith(scene.person("alice"), "?cache=1");
        List<String> types = new ArrayList<>(types(again));
        types.addAll(
                again.hearsUpTo("subscription_count").stream().map(Frame::type).toList());

        types.retainAll(GREETING);

        expect("types in order", types.stream().distinct().toList())
                .toBe(GREETING.stream()
                        .filter(each -> !OFFERED.contains(each) || types.contains(each))
                        .toList());
    }

    @Clause("CONN-SUB-1")
    void saysThatTheNewcomerIsIn() {
        Room room = scene.room("alice", "bob");
        room.enters("alice");

        Frame greeted = room.enters("bob").greeted("subscription_succeeded");

        expect("roomId", greeted.text("roomId")).toBe(room.id());
        greeted.uuid("socketId");
        expect("subscriptionCount", greeted.number("subscriptionCount")).toBe(2L);
        expect(
                        "members",
                        greeted.objects("members").stream()
                                .map(each -> each.text("userId"))
                                .sorted()
                                .toList())
                .toBe(scene.ids("alice", "bob"));
        greeted.objects("members").get(0).object("userInfo");
    }

    @Clause("CONN-SUB-2")
    void givesEveryConnectionASocketIdOfItsOwn() {
        Room room = scene.room("alice", "bob");
        Room other = scene.room("alice");

        List<String> ids = Stream.of(
                        room.enters("alice"), room.enters("alice"), room.enters("bob"), other.enters("alice"))
                .map(each -> each.greeted("subscription_succeeded").uuid("socketId"))
                .toList();

        expect(
                        "different socketIds of four connections",
                        ids.stream().distinct().count())
                .toBe(4L);
    }

    @Clause("CONN-GAP-1")
    void losesNothingBetweenThePastAndThePresent() {
        Room room = scene.room("alice", "bob");

        Meanwhile.isToldWhole(
                room.enters("bob"),
                () -> room.opensWith(scene.person("alice"), ""),
                alice -> alice.hearsUpTo("subscription_succeeded"));
    }

    @Clause("CONN-EAGER-1")
    void handlesWhatIsSaidBeforeTheGreetingIsOver() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.enters("bob");

        List<Participant> eager = IntStream.range(0, EAGER)
                .mapToObj(i -> {
                    Participant alice = room.opensWith(scene.person("alice"), "");
                    alice.mutters("first words " + i);
                    alice.mutters("second words " + i);
                    return alice;
                })
                .toList();

        int[] count = {0};
        List<String> heard =
                bob.hearsBurst("all they say", each -> each.is("message") && ++count[0] == 2 * EAGER).stream()
                        .filter(each -> each.is("message"))
                        .map(each -> each.text("content"))
                        .toList();
        for (int i = 0; i < EAGER; i++) {
            String end = " words " + i;
            expect(
                            "what one connection said",
                            heard.stream().filter(each -> each.endsWith(end)).toList())
                    .toBe(List.of("first" + end, "second" + end));
            eager.get(i).hearsUpTo("subscription_succeeded");
        }
        eager.get(0).stillTalks();
    }

    @Clause("CONN-CACHE-1")
    void tellsTheNewestEventFirstToWhoeverKeepsACache() {
        Room room = scene.room("alice", "bob");
        Frame newest = room.enters("alice").posts("the newest");

        Participant bob = room.entersWith(scene.person("bob"), "?cache=1");

        expect("first frame", bob.greeting().get(0).type()).toBe("cache_snapshot");
        Fields event = bob.greeted("cache_snapshot").object("event");
        expect("event.type", event.text("type")).toBe("message");
        expect("event.id", event.number("id")).toBe(newest.number("id"));
        bob.greeted("cache_snapshot").time("cachedAt");
    }

    @Clause("CONN-SDK-1")
    void answersTheParametersOfTheSdk() {
        Room room = scene.room("alice");
        Person alice = scene.person("alice");
        room.enters(alice).posts("hello");

        Participant sdk = room.entersWith(alice, "?userId=" + alice.id() + "&replay=connect&replayLimit=2&cache=1");

        expect("texts of the replay", texts(sdk.greeted("replay"))).toBe(List.of("hello"));
    }

    private static List<String> texts(Frame snapshot) {
        return snapshot.objects("messages").stream()
                .map(each -> each.text("content"))
                .toList();
    }

    private static List<String> types(Participant participant) {
        return participant.greeting().stream().map(Frame::type).toList();
    }
}
