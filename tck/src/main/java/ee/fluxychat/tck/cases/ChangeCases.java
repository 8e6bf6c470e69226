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

/** Editing and deleting over a socket. */
@Chapter("Edits and deletions")
final class ChangeCases {

    private static final long NO_MESSAGE = 9_007_199_254_740_991L;

    private final Scene scene;

    ChangeCases(Scene scene) {
        this.scene = scene;
    }

    @Clause(
            value = "EDIT-FRAME-1",
            over = {WS, SSE})
    void tellsAnEditTwiceUnderBothNames() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.enters("bob");
        Participant alice = room.enters("alice");
        long id = alice.posts("draft").number("id");

        alice.says("edit", "userId", alice.id(), "messageId", id, "content", " final ");

        Frame edit = bob.hears("edit or message_updated", each -> each.is("edit", "message_updated"));
        expect("first frame", edit.type()).toBe("edit");
        Frame updated = bob.hears("message_updated");
        for (Frame each : List.of(edit, updated)) {
            expect("id", each.number("id")).toBe(id);
            expect("roomId", each.text("roomId")).toBe(room.id());
            expect("userId", each.text("userId")).toBe(alice.id());
            expect("content", each.text("content")).toBe("final");
            each.time("editedAt");
        }
        expect("streaming", edit.flag("streaming")).toBe(false);
    }

    @Clause(
            value = "EDIT-FRAME-2",
            over = {WS, SSE})
    void countsAnEditAsAnEventAndAVersion() {
        Participant alice = scene.room("alice").enters("alice");
        long id = alice.posts("one").number("id");

        alice.says("edit", "messageId", id, "content", "two");

        Frame edit = alice.hears("edit");
        expect("seq", edit.number("seq")).toBe(2L);
        expect("version", edit.number("version")).toBe(2L);
        expect("seq of message_updated", alice.hears("message_updated").number("seq"))
                .toBe(2L);
        expect("seq of the next message", alice.posts("three").number("seq")).toBe(3L);
    }

    @Clause(
            value = "EDIT-STORE-1",
            over = {WS, SSE, POLL})
    void keepsTheNewText() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        long id = alice.posts("old").number("id");

        alice.says("edit", "messageId", id, "content", "new");
        Frame edit = alice.hears("edit");

        Fields stored = room.history(scene.person("bob")).get(0);
        expect("content", stored.text("content")).toBe("new");
        expect("editedAt", stored.time("editedAt")).toBe(edit.time("editedAt"));
    }

    @Clause(
            value = "EDIT-OWNER-1",
            over = {WS, SSE, POLL})
    void letsNobodyEditWhatAnotherWrote() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");
        long id = alice.posts("mine").number("id");

        bob.says("edit", "messageId", id, "content", "hijacked");
        bob.isRefused();
        bob.says("edit", "messageId", id, "content", "hijacked", "userId", alice.id());
        bob.isRefused();

        expect("edits that alice hears", alice.hearsBeforeMarkerOf(bob, "edit", "message_updated"))
                .toBe(List.of());
        expect("text in history", room.texts(scene.person("alice")))
                .toBe("still to have mine", each -> each.contains("mine"));
    }

    @Clause(
            value = "EDIT-GONE-1",
            over = {WS, SSE, POLL})
    void editsNothingThatIsNotThere() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.enters("bob");
        Participant alice = room.enters("alice");
        long deleted = alice.posts("soon gone").number("id");
        alice.says("delete", "messageId", deleted);
        alice.hears("delete");

        for (Object id : new Object[] {deleted, NO_MESSAGE, 0, -1, "x", null}) {
            alice.says("edit", "messageId", id, "content", "ghost");
            alice.isRefused();
        }

        // that a deletion is told as an edit to [deleted], too, is allowed (protocol 6)
        expect(
                        "edits to ghost that bob hears",
                        bob.hearsBeforeMarkerOf(alice, "edit", "message_updated").stream()
                                .filter(each -> each.text("content").equals("ghost"))
                                .toList())
                .toBe(List.of());
    }

    @Clause("EDIT-ROOM-1")
    void editsNothingOfAnotherRoom() {
        Room other = scene.room("alice", "bob");
        Participant inOther = other.enters("alice");
        long id = inOther.posts("in the other room").number("id");
        Participant alice = scene.room("alice", "bob").enters("alice");

        alice.says("edit", "messageId", id, "content", "from afar");
        alice.isRefused();

        expect("edits in the other room", inOther.hearsBeforeMarkerOf(inOther, "edit"))
                .toBe(List.of());
    }

    @Clause(
            value = "EDIT-TEXT-1",
            over = {WS, SSE, POLL})
    void checksTheNewTextLikeAFirstOne() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");
        long id = alice.posts("good").number("id");

        for (Object text : new Object[] {"", "   ", null, 7, "x".repeat(4_001)}) {
            alice.says("edit", "messageId", id, "content", text);
            alice.isRefused();
        }

        expect("edits", alice.hearsBeforeMarkerOf(alice, "edit", "message_updated"))
                .toBe(List.of());
        expect("texts in history", room.texts(scene.person("alice")))
                .toBe("still to have good", each -> each.contains("good"));
    }

    @Clause(
            value = "DEL-FRAME-1",
            over = {WS, SSE})
    void tellsADeletionTwiceUnderBothNames() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.enters("bob");
        Participant alice = room.enters("alice");
        long id = alice.posts("regretted").number("id");

        alice.says("delete", "messageId", id);

        Frame delete = bob.hears("delete or message_deleted", each -> each.is("delete", "message_deleted"));
        expect("first frame", delete.type()).toBe("delete");
        Frame deleted = bob.hears("message_deleted");
        for (Frame each : List.of(delete, deleted)) {
            expect("id", each.number("id")).toBe(id);
            expect("roomId", each.text("roomId")).toBe(room.id());
            expect("userId", each.text("userId")).toBe(alice.id());
            each.time("deletedAt");
        }
    }

    @Clause(
            value = "DEL-FRAME-2",
            over = {WS, SSE})
    void countsADeletionAsAnEventAndAVersion() {
        Participant alice = scene.room("alice").enters("alice");
        long id = alice.posts("one").number("id");

        alice.says("delete", "messageId", id);

        for (Frame each : List.of(alice.hears("delete"), alice.hears("message_deleted"))) {
            expect("seq of " + each.type(), each.number("seq")).toBe(2L);
            expect("version of " + each.type(), each.number("version")).toBe(2L);
        }
    }

    @Clause(
            value = "DEL-STORE-1",
            over = {WS, SSE, POLL})
    void takesADeletedMessageOutOfHistory() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        long id = alice.posts("secret").number("id");
        alice.posts("public");

        alice.says("delete", "messageId", id);
        alice.hears("delete");

        expect("texts in history", room.texts(scene.person("bob"))).toBe(List.of("public"));
    }

    @Clause(
            value = "DEL-OWNER-1",
            over = {WS, SSE, POLL})
    void letsNobodyDeleteWhatAnotherWrote() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");
        long id = alice.posts("mine").number("id");

        bob.says("delete", "messageId", id, "userId", alice.id());
        bob.isRefused("forbidden");

        expect("deletions that alice hears", alice.hearsBeforeMarkerOf(bob, "delete", "message_deleted"))
                .toBe(List.of());
        expect("texts in history", room.texts(scene.person("alice")))
                .toBe("still to have mine", each -> each.contains("mine"));
    }

    @Clause("DEL-GONE-1")
    void deletesNothingTwice() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.enters("bob");
        Participant alice = room.enters("alice");
        long id = alice.posts("once").number("id");
        alice.says("delete", "messageId", id);
        alice.hears("delete");
        bob.hears("delete");
        bob.hears("message_deleted");

        alice.says("delete", "messageId", id);
        alice.isRefused();
        alice.says("delete", "messageId", NO_MESSAGE);
        alice.isRefused();
        alice.says("delete");
        alice.isRefused();

        expect("deletions that bob hears", bob.hearsBeforeMarkerOf(alice, "delete", "message_deleted"))
                .toBe(List.of());
    }
}
