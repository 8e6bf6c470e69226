package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;
import static ee.fluxychat.tck.client.Transport.SSE;
import static ee.fluxychat.tck.client.Transport.WS;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.HttpCall;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Who has no socket and listens to the room's event stream. */
@Chapter("Event streams")
final class StreamCases {

    private static final int SNAPSHOT = 50;
    private static final int TALK = 20;
    private static final Set<String> TOLD_OF_THE_ROOM =
            Set.of("message", "edit", "message_updated", "reaction", "read", "typing", "delete", "message_deleted");

    /** The shortest life a token can be given where the kit may not sign one itself, and ten seconds. */
    private static final Duration LIFE_OF_A_TOKEN = Duration.ofSeconds(70);

    private final Scene scene;

    StreamCases(Scene scene) {
        this.scene = scene;
    }

    @Clause(value = "SSE-OPEN-1", over = SSE)
    void opensWithATokenInHeaderOrQuery() {
        Room room = awake(scene.room("alice"));
        Person alice = scene.person("alice");
        HttpCall byQuery = scene.anonymous("GET", path(room) + "?token=" + alice.token());

        for (Answer each : List.of(
                Knock.atStream(scene, alice, room.id()).knocks(),
                byQuery.header("Accept", "text/event-stream").knocks())) {
            each.is(200);
            expect("Content-Type", each.header("Content-Type").orElse("none"))
                    .toBe("text/event-stream", type -> type.startsWith("text/event-stream"));
            expect("Cache-Control", each.words("Cache-Control"))
                    .toBe("to say no-cache", say -> say.contains("no-cache"));
            expect("X-Accel-Buffering", each.header("X-Accel-Buffering").orElse("none"))
                    .toBe("no");
        }
    }

    @Clause(value = "SSE-COLD-1", over = SSE)
    void opensWhereNobodyEverHadASocket() {
        Room cold = scene.room("alice");

        Knock.atStream(scene, scene.person("alice"), cold.id()).knocks().is(200);
    }

    @Clause(value = "SSE-ACCEPT-1", over = SSE)
    void opensForThoseWhoAcceptEvents() {
        Room room = awake(scene.room("alice"));

        accepting("application/json", room).is(406);
        accepting("text/html, application/xml;q=0.9", room).is(406);
        accepting("*/*", room).is(200);
        accepting("text/html, text/event-stream", room).is(200);
    }

    private Answer accepting(String types, Room room) {
        return Knock.atStream(scene, scene.person("alice"), room.id())
                .header("Accept", types)
                .knocks();
    }

    @Clause(value = "SSE-HIST-1", over = SSE)
    void beginsWithTheNewestMessages() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.entersOver(WS, scene.person("bob"));
        List<String> said = IntStream.range(0, SNAPSHOT + 2)
                .mapToObj(i -> bob.posts("message " + i).text("content"))
                .toList();

        Participant alice = room.enters("alice");

        expect(
                        "what is told of the room before history",
                        alice.greeting().stream()
                                .filter(each -> TOLD_OF_THE_ROOM.contains(each.type()))
                                .toList())
                .toBe(List.of());
        expect("texts of history", texts(alice.greeted("history").objects("messages")))
                .toBe(said.subList(2, said.size()));
    }

    @Clause(value = "SSE-LIVE-1", over = SSE)
    void tellsEveryFrameThatARoomIsTold() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.entersOver(WS, scene.person("bob"));
        Participant alice = room.enters("alice");

        long id = bob.posts("a message").number("id");
        bob.says("edit", "messageId", id, "content", "another text");
        bob.says("reaction", "messageId", id, "emoji", "👍");
        bob.says("read", "messageId", id);
        bob.says("typing", "isTyping", true);
        bob.says("delete", "messageId", id);
        String end = scene.marker();
        bob.mutters(end);

        alice.hearsText("a message");
        expect("frames on the stream", frames(alice, end)).toBe(frames(bob, end));
    }

    /** What is told of messages and of what is done with them, up to this text. */
    private static List<String> frames(Participant hearer, String end) {
        return hearer
                .hearsBurst(
                        end, each -> each.is("message") && each.text("content").equals(end))
                .stream()
                .filter(each -> TOLD_OF_THE_ROOM.contains(each.type()))
                .map(Frame::toString)
                .toList();
    }

    @Clause(value = "SSE-TEXT-1", over = SSE)
    void keepsEveryTextAsItWas() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.entersOver(WS, scene.person("bob"));
        Participant alice = room.enters("alice");

        for (String text : AwkwardTexts.ALL) {
            bob.posts(text);
            expect("text of the event", alice.hears("message").text("content")).toBe(text);
        }
    }

    @Clause(value = "SSE-ORDER-1", over = SSE)
    void tellsStreamsTheOrderThatSocketsHear() {
        Room room = scene.room("alice", "bob", "carol");
        List<Participant> talkers =
                List.of(room.entersOver(WS, scene.person("bob")), room.entersOver(WS, scene.person("carol")));
        Participant alice = room.enters("alice");

        for (int i = 0; i < TALK; i++) {
            for (Participant talker : talkers) {
                talker.mutters("said in turn " + i);
            }
        }

        List<Long> told = ids(talkers.get(0), 2 * TALK);
        expect("ids on the stream", ids(alice, 2 * TALK)).toBe(told);
        expect("messages after the last", alice.hearsBeforeMarkerOf(alice, "message"))
                .toBe(List.of());
    }

    private static List<Long> ids(Participant hearer, int count) {
        int[] heard = {0};
        return hearer.hearsBurst(count + " messages", each -> each.is("message") && ++heard[0] == count).stream()
                .filter(each -> each.is("message"))
                .map(each -> each.number("id"))
                .toList();
    }

    @Clause(value = "SSE-ACCESS-1", over = SSE)
    void opensToMembersWithAGoodTokenOnly() {
        Room room = awake(scene.room("alice"));
        Person eve = scene.person("eve");

        unauthorized(room, "").is(401);
        unauthorized(room, "?token=").is(401);
        unauthorized(room, "?token=" + eve.token() + "x").is(401);
        Knock.by(scene, eve, room.id()).isRefused(403);
        Knock.by(scene, scene.guest("gus"), room.id()).isRefused(403);
        Knock.by(scene, eve, scene.target().freshName("unknown")).isRefused(403);
    }

    private Answer unauthorized(Room room, String query) {
        return scene.anonymous("GET", path(room) + query)
                .header("Accept", "text/event-stream")
                .knocks();
    }

    @Clause(value = "SSE-MEMBER-1", over = SSE)
    void takesWhoListensToAPublicRoomForAMember() {
        Room room = awake(scene.roomOfType("public", "alice"));
        Person eve = scene.person("eve");

        Knock.atStream(scene, eve, room.id()).knocks().is(200);

        expect("members", room.members(scene.person("alice")))
                .toBe("to have " + eve.id(), each -> each.contains(eve.id()));
    }

    @Clause(value = "SSE-PRES-1", over = SSE)
    void countsNobodyWhoListensToAStream() {
        Room room = scene.room("alice", "bob", "carol");
        Participant alice = room.entersOver(WS, scene.person("alice"));
        Participant bob = room.enters("bob");

        expect("arrivals that alice hears", alice.hearsBeforeMarkerOf(bob, "member_joined"))
                .toBe(List.of());
        Participant carol = room.entersOver(WS, scene.person("carol"));
        alice.hearsOf("member_joined", carol.id());
        Frame presence = alice.hears("presence");
        expect("online", presence.number("online")).toBe(2L);
        expect("users", presence.texts("users")).toBe("not to have " + bob.id(), each -> !each.contains(bob.id()));
        Answer live = scene.person("alice").gets("/rooms/" + room.id() + "/live");
        if (live.status() == 200) {
            expect("subscriptionCount of live", live.json().number("subscriptionCount"))
                    .toBe(2L);
        }
    }

    @Clause(value = "SSE-GAP-1", over = SSE)
    void losesNothingBetweenHistoryAndWhatIsLive() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.entersOver(WS, scene.person("bob"));
        scene.requireStreams();

        Meanwhile.isToldWhole(bob, () -> room.enters("alice"), Participant::greeting);
    }

    @Clause(value = "SSE-ID-1", over = SSE)
    void tellsTheSeqAsTheEventsId() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.entersOver(WS, scene.person("bob"));
        Participant alice = room.enters("alice");

        long id = bob.posts("one").number("id");
        bearsItsSeq(alice, "message");
        bob.says("edit", "messageId", id, "content", "two");
        bearsItsSeq(alice, "edit");
    }

    private static void bearsItsSeq(Participant listener, String type) {
        Frame frame = listener.hears(type);
        expect("id of the event " + type, listener.lastEventId()).toBe(String.valueOf(frame.number("seq")));
    }

    @Clause(value = "SSE-ID-2", over = SSE)
    void goesOnAfterTheLastEvent() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.entersOver(WS, scene.person("bob"));
        Participant alice = room.enters("alice");
        bob.posts("heard");
        alice.hearsText("heard");
        String last = alice.lastEventId();
        alice.leaves();

        long first = bob.posts("missed 1").number("id");
        bob.posts("missed 2");
        bob.says("edit", "messageId", first, "content", "missed 3");
        bob.hears("edit");
        Participant back = room.resumesStream(scene.person("alice"), last);

        expect("what is told again", toldAgain(back, bob)).toBe(List.of("missed 1", "missed 2", "missed 3"));
    }

    private static List<String> toldAgain(Participant back, Participant speaker) {
        return texts(List.copyOf(back.hearsBeforeMarkerOf(speaker, "message", "edit")));
    }

    @Clause(value = "SSE-CLOSE-1", over = SSE)
    void endsWhenItsListenerMayHearNoMore() {
        Room room = scene.room("alice", "bob", "carol");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");
        Participant shortLived = room.enters(scene.shortLived("carol"));

        scene.admin().deletes("/rooms/" + room.id() + "/members/" + bob.id()).is(200);
        bob.isClosed();
        shortLived.isClosed(LIFE_OF_A_TOKEN);
        alice.stillTalks();
        scene.admin().deletes("/rooms/" + room.id()).is(200);
        alice.isClosed();
    }

    private static String path(Room room) {
        return "/rooms/" + room.id() + "/stream";
    }

    /** The same room, to which a socket was opened once: whether that matters is judged by another case. */
    private Room awake(Room room) {
        scene.requireStreams();
        scene.wake(room, scene.person("alice"));
        return room;
    }

    private static List<String> texts(List<Fields> messages) {
        return messages.stream().map(each -> each.text("content")).toList();
    }
}
