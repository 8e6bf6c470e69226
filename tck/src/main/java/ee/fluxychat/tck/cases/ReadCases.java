package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;
import static ee.fluxychat.tck.client.Transport.POLL;
import static ee.fluxychat.tck.client.Transport.SSE;
import static ee.fluxychat.tck.client.Transport.WS;

import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import java.util.List;

/** How far everybody has read. */
@Chapter("Reading")
final class ReadCases {

    private final Scene scene;

    ReadCases(Scene scene) {
        this.scene = scene;
    }

    @Clause(
            value = "READ-FRAME-1",
            over = {WS, SSE})
    void tellsAReadMarkToAll() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");
        long id = alice.posts("read me").number("id");

        bob.says("read", "userId", bob.id(), "messageId", id);

        for (Frame each : List.of(alice.hears("read"), bob.hears("read"))) {
            expect("roomId", each.text("roomId")).toBe(room.id());
            expect("userId", each.text("userId")).toBe(bob.id());
            expect("messageId", each.number("messageId")).toBe(id);
            each.time("createdAt");
        }
    }

    @Clause(
            value = "READ-REST-1",
            over = {WS, SSE})
    void tellsAReadMarkOfRestToAll() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        long id = alice.posts("read me").number("id");

        Fields answer = scene.person("bob")
                .posts("/rooms/" + room.id() + "/read", "messageId", id)
                .is(200)
                .json();

        expect("ok", answer.flag("ok")).toBe(true);
        Frame read = alice.hearsOf("read", scene.person("bob").id());
        expect("messageId", read.number("messageId")).toBe(id);
    }

    @Clause("READ-UNREAD-1")
    void countsWhatIsNotRead() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        long first = alice.posts("one").number("id");
        long second = alice.posts("two").number("id");
        long third = alice.posts("three").number("id");
        Person bob = scene.person("bob");

        Fields before = unread(bob, room);
        expect("unreadCount before", before.number("unreadCount")).toBe(3L);
        expect("lastReadMessageId before", before.number("lastReadMessageId")).toBe(0L);
        expect("firstUnreadMessageId before", before.number("firstUnreadMessageId"))
                .toBe(first);

        bob.posts("/rooms/" + room.id() + "/read", "messageId", second).is(200);
        Fields after = unread(bob, room);
        expect("unreadCount after", after.number("unreadCount")).toBe(1L);
        expect("lastReadMessageId after", after.number("lastReadMessageId")).toBe(second);
        expect("firstUnreadMessageId after", after.number("firstUnreadMessageId"))
                .toBe(third);

        bob.posts("/rooms/" + room.id() + "/read", "messageId", third).is(200);
        unread(bob, room).isNull("firstUnreadMessageId");
    }

    @Clause(
            value = "READ-MAX-1",
            over = {WS, SSE, POLL})
    void neverReadsBackwards() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        long first = alice.posts("one").number("id");
        long second = alice.posts("two").number("id");
        Participant bob = room.enters("bob");

        bob.says("read", "messageId", second);
        bob.says("read", "messageId", first);
        bob.posts("both marks are handled");

        expect("lastReadMessageId", unread(scene.person("bob"), room).number("lastReadMessageId"))
                .toBe(second);
    }

    @Clause("READ-ERROR-1")
    void refusesAMarkThatNamesNoMessage() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");
        String path = "/rooms/" + room.id() + "/read";

        scene.person("alice").posts(path).refuses(400);
        scene.person("alice").posts(path, "messageId", "x").refuses(400);
        scene.person("alice").posts(path, "messageId", 9_007_199_254_740_991L).isNoServerError();
        alice.says("read");
        alice.isRefused();
    }

    @Clause(
            value = "READ-ACCESS-1",
            over = {WS, SSE})
    void letsOnlyMembersMarkAndCount() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");
        long id = alice.posts("private").number("id");
        Person eve = scene.person("eve");

        eve.posts("/rooms/" + room.id() + "/read", "messageId", id).refuses(403);
        eve.gets("/rooms/" + room.id() + "/unread").refuses(403);

        expect("reads that alice hears", alice.hearsBeforeMarkerOf(alice, "read"))
                .toBe(List.of());
    }

    @Clause("READ-USER-1")
    void takesTheReaderFromTheToken() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");
        long id = alice.posts("whose reading?").number("id");

        bob.says("read", "userId", alice.id(), "messageId", id);
        Frame answer = bob.hears("read or error", each -> each.is("read", "error"));

        if (answer.is("read")) {
            expect("userId", answer.text("userId")).toBe(bob.id());
        }
        expect("lastReadMessageId of alice", unread(scene.person("alice"), room).number("lastReadMessageId"))
                .toBe(0L);
    }

    @Clause("READ-ROOM-1")
    void marksNothingOfAnotherRoom() {
        Participant inOther = scene.room("alice", "bob").enters("alice");
        long id = inOther.posts("unread elsewhere").number("id");
        Room room = scene.room("bob");
        Participant bob = room.enters("bob");

        bob.says("read", "messageId", id);
        bob.isRefused();
        scene.person("bob")
                .posts("/rooms/" + room.id() + "/read", "messageId", id)
                .is(400, 403, 404);

        expect("reads that bob hears", bob.hearsBeforeMarkerOf(bob, "read")).toBe(List.of());
        expect("reads in the other room", inOther.hearsBeforeMarkerOf(inOther, "read"))
                .toBe(List.of());
    }

    private static Fields unread(Person person, Room room) {
        return person.gets("/rooms/" + room.id() + "/unread").is(200).json();
    }
}
