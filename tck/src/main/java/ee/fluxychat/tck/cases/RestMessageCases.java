package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;
import static ee.fluxychat.tck.client.Transport.POLL;
import static ee.fluxychat.tck.client.Transport.SSE;
import static ee.fluxychat.tck.client.Transport.WS;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import java.util.List;
import java.util.Set;

/** Messages over REST, and that a room hears of them as if they had been said over a socket. */
@Chapter("Messages over REST")
final class RestMessageCases {

    private static final long NO_MESSAGE = 9_007_199_254_740_991L;

    private static final String NOTHING_OF_IT = "nothing of the attachment and of the reaction";

    private final Scene scene;

    RestMessageCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("REST-POST-1")
    void answersAPostWithTheStoredMessage() {
        Room room = scene.room("alice");
        long parent = room.enters("alice").posts("parent").number("id");

        Fields message = scene.person("alice")
                .posts(
                        "/messages",
                        "roomId",
                        room.id(),
                        "content",
                        " hello ",
                        "replyTo",
                        parent,
                        "clientMessageId",
                        "cmsg_rest-0001")
                .is(200)
                .json()
                .object("message");

        expect("id", message.number("id")).toBe("greater than the parent's", id -> id > parent);
        expect("roomId", message.text("roomId")).toBe(room.id());
        expect("userId", message.text("userId")).toBe(scene.person("alice").id());
        expect("senderId", message.text("senderId")).toBe(scene.person("alice").id());
        expect("content", message.text("content")).toBe("hello");
        expect("parentId", message.number("parentId")).toBe(parent);
        expect("clientMessageId", message.text("clientMessageId")).toBe("cmsg_rest-0001");
        expect("mentions", message.texts("mentions")).toBe(List.of());
        expect("attachments", message.objects("attachments").size()).toBe(0);
        message.time("createdAt");
    }

    @Clause(
            value = "REST-POST-2",
            over = {WS, SSE, POLL})
    void tellsTheRoomOfAPost() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");

        Fields message = alice.postsByRest("over REST");

        for (Frame heard : List.of(alice.hearsText("over REST"), bob.hearsText("over REST"))) {
            expect("id", heard.number("id")).toBe(message.number("id"));
            expect("userId", heard.text("userId")).toBe(alice.id());
            expect("createdAt", heard.text("createdAt")).toBe(message.text("createdAt"));
        }
    }

    @Clause(
            value = "REST-POST-3",
            over = {WS, SSE})
    void countsAPostAsAnEvent() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");
        alice.posts("one");

        alice.postsByRest("two");

        Frame heard = alice.hearsText("two");
        expect("seq", heard.number("seq")).toBe(2L);
        expect("version", heard.number("version")).toBe(1L);
    }

    @Clause("REST-POST-4")
    void takesIdentityAndIdsFromNobody() {
        Room room = scene.room("alice", "bob");
        Person bob = scene.person("bob");

        Fields message = bob.posts(
                        "/messages",
                        "roomId",
                        room.id(),
                        "content",
                        "I am alice",
                        "userId",
                        scene.person("alice").id(),
                        "senderId",
                        scene.person("alice").id(),
                        "id",
                        987_654_321,
                        "createdAt",
                        "2001-01-01T00:00:00.000Z")
                .is(200)
                .json()
                .object("message");

        expect("userId", message.text("userId")).toBe(bob.id());
        expect("id", message.number("id")).notToBe(987_654_321L);
        expect("createdAt", message.text("createdAt")).notToBe("2001-01-01T00:00:00.000Z");
    }

    @Clause("REST-POST-5")
    void refusesAPostIntoNoRoom() {
        Person alice = scene.person("alice");

        alice.posts("/messages", "content", "x").refuses(400);
        for (Object room : new Object[] {null, 7, "", "a b", "a/b", "x".repeat(129), List.of("r")}) {
            alice.posts("/messages", "roomId", room, "content", "x").refuses(400);
        }
    }

    @Clause(
            value = "REST-POST-6",
            over = {WS, SSE, POLL})
    void refusesAPostOfAStranger() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");

        scene.person("eve")
                .posts("/messages", "roomId", room.id(), "content", "let me in")
                .refuses(403);
        scene.person("eve")
                .posts("/messages", "roomId", scene.target().freshName("nowhere"), "content", "x")
                .refuses(403);

        expect("messages that alice hears", alice.hearsBeforeMarkerOf(alice, "message"))
                .toBe(List.of());
    }

    @Clause("REST-POST-7")
    void refusesContentThatCannotBe() {
        Room room = scene.room("alice");
        Person alice = scene.person("alice");

        for (Object content : new Object[] {null, 7, true, List.of("x")}) {
            alice.posts("/messages", "roomId", room.id(), "content", content).refuses(400);
        }
        alice.posts("/messages", "roomId", room.id()).refuses(400);
        alice.posts("/messages", "roomId", room.id(), "content", " \n ").refuses(400);
        alice.posts("/messages", "roomId", room.id(), "content", "x".repeat(4_001))
                .refuses(400);
        alice.posts("/messages", "roomId", room.id(), "content", "😀".repeat(2_000))
                .is(200);
        expect("messages in history", room.texts(alice).size()).toBe(1);
    }

    @Clause("REST-POST-8")
    void keepsEveryTextAsItWas() {
        Room room = scene.room("alice");
        Person alice = scene.person("alice");

        for (String text : AwkwardTexts.ALL) {
            Fields message = alice.posts("/messages", "roomId", room.id(), "content", text)
                    .is(200)
                    .json()
                    .object("message");
            expect("content", message.text("content")).toBe(text);
        }

        expect("texts in history", room.texts(alice)).toBe(AwkwardTexts.newestFirst());
    }

    @Clause("REST-POST-9")
    void cleansAttachments() {
        Room room = scene.room("alice");
        List<?> links = List.of(
                Json.object(
                        "url",
                        "https://x.example/a.png",
                        "name",
                        "<b>a</b>.png",
                        "sizeBytes",
                        -5,
                        "contentType",
                        "not a type"),
                Json.object("kind", "image", "url", "javascript:alert(1)", "name", "x"));

        List<Fields> kept = scene.person("alice")
                .posts("/messages", "roomId", room.id(), "content", "look", "attachments", links)
                .is(200)
                .json()
                .object("message")
                .objects("attachments");

        expect("attachments", kept.size()).toBe(1);
        expect("kind", kept.get(0).text("kind")).toBe("file");
        expect("name", kept.get(0).text("name")).toBe("a.png");
        expect("sizeBytes", kept.get(0).number("sizeBytes")).toBe(0L);
    }

    @Clause("REST-POST-10")
    void refusesGuestsAndListeners() {
        Room open = scene.roomOfType("public", "alice");
        Room announcements = scene.roomOfType("announcement", "alice", "bob");

        scene.guest("gus")
                .posts("/messages", "roomId", open.id(), "content", "x")
                .refuses(403, "guest_read_only");
        Fields refusal = scene.person("bob")
                .posts("/messages", "roomId", announcements.id(), "content", "x")
                .refuses(403, "announcement_read_only");
        expect("roomType", refusal.text("roomType")).toBe("announcement");
        scene.person("alice")
                .posts("/messages", "roomId", announcements.id(), "content", "x")
                .is(200);
    }

    @Clause(
            value = "REST-POST-11",
            over = {WS, SSE, POLL})
    void letsAnybodySpeakInAPublicRoom() {
        Room open = scene.roomOfType("public", "alice");
        Participant alice = open.enters("alice");

        scene.person("eve")
                .posts("/messages", "roomId", open.id(), "content", "hello")
                .is(200);

        alice.hearsText("hello");
    }

    @Clause(
            value = "REST-EDIT-1",
            over = {WS, SSE, POLL})
    void answersAnEditAndTellsTheRoom() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.enters("bob");
        long id = room.enters("alice").posts("draft").number("id");

        Fields message = scene.person("alice")
                .patches("/messages/" + id, "content", "final")
                .is(200)
                .json()
                .object("message");

        expect("id", message.number("id")).toBe(id);
        expect("roomId", message.text("roomId")).toBe(room.id());
        expect("senderId", message.text("senderId")).toBe(scene.person("alice").id());
        expect("content", message.text("content")).toBe("final");
        message.time("editedAt");
        Frame edit = bob.hears("edit");
        expect("id in the frame", edit.number("id")).toBe(id);
        expect("content in the frame", edit.text("content")).toBe("final");
    }

    @Clause(
            value = "REST-EDIT-2",
            over = {WS, SSE, POLL})
    void refusesEditsThatMayNotBe() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        long id = alice.posts("mine").number("id");
        String path = "/messages/" + id;

        scene.person("alice").patches(path).refuses(400);
        scene.person("alice").patches(path, "content", "  ").refuses(400);
        scene.person("alice").patches(path, "content", "x".repeat(4_001)).refuses(400);
        scene.person("bob").patches(path, "content", "x").refuses(403);
        scene.person("eve").patches(path, "content", "x").is(403, 404);
        scene.admin().patches(path, "content", "x").refuses(403);
        scene.person("alice").patches("/messages/" + NO_MESSAGE, "content", "x").refuses(404);
        for (String odd : List.of("abc", "1.5", "-1", "0", "99999999999999999999", "1e3", "%2B1", "%D9%A1")) {
            scene.person("alice").patches("/messages/" + odd, "content", "x").is(404);
        }

        expect("edits that alice hears", alice.hearsBeforeMarkerOf(alice, "edit", "message_updated"))
                .toBe(List.of());
    }

    @Clause("REST-EDIT-3")
    void refusesToEditWhatWasDeleted() {
        Room room = scene.room("alice");
        long id = room.enters("alice").posts("gone").number("id");
        scene.person("alice").deletes("/messages/" + id).is(200);

        scene.person("alice").patches("/messages/" + id, "content", "back").is(404, 409);
    }

    @Clause(
            value = "REST-DEL-1",
            over = {WS, SSE})
    void answersADeletionAndTellsTheRoom() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.enters("bob");
        long id = room.enters("alice").posts("regretted").number("id");

        Fields answer = scene.person("alice").deletes("/messages/" + id).is(200).json();

        expect("ok", answer.flag("ok")).toBe(true);
        expect("hard", answer.flag("hard")).toBe(false);
        answer.time("deletedAt");
        Frame delete = bob.hears("delete");
        expect("id in the frame", delete.number("id")).toBe(id);
        expect("hard in the frame", delete.flag("hard")).toBe(false);
    }

    @Clause(
            value = "REST-DEL-2",
            over = {WS, SSE, POLL})
    void refusesDeletionsThatMayNotBe() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        long id = alice.posts("mine").number("id");

        scene.person("bob").deletes("/messages/" + id).refuses(403);
        scene.person("eve").deletes("/messages/" + id).is(403, 404);
        scene.person("alice")
                .deletes("/messages/" + id + "?hard=true")
                .refuses(403, "forbidden_hard_delete_requires_admin");
        scene.person("alice").deletes("/messages/" + NO_MESSAGE).refuses(404);
        scene.person("alice").deletes("/messages/abc").is(404);

        expect("deletions that alice hears", alice.hearsBeforeMarkerOf(alice, "delete", "message_deleted"))
                .toBe(List.of());
        scene.person("alice").deletes("/messages/" + id).is(200);
        scene.person("alice").deletes("/messages/" + id).is(200, 404);
    }

    @Clause("REST-DEL-3")
    void letsAnAdminDeleteHisOwnForGood() {
        Room room = scene.room("alice");
        Person admin = scene.admin();
        long id = admin.posts("/messages", "roomId", room.id(), "content", "by an admin")
                .is(200)
                .json()
                .object("message")
                .number("id");

        expect(
                        "hard",
                        admin.deletes("/messages/" + id + "?hard=true")
                                .is(200)
                                .json()
                                .flag("hard"))
                .toBe(true);

        expect("texts in history", room.texts(admin)).toBe(List.of());
        admin.patches("/messages/" + id, "content", "x").is(404);
    }

    @Clause("REST-HIDE-1")
    void doesNotSayWhichMessagesAreInClosedRooms() {
        Room room = scene.room("alice");
        String closed =
                "/messages/" + room.enters("alice").posts("behind the door").number("id");
        String missing = "/messages/" + NO_MESSAGE;
        Person eve = scene.person("eve");

        expect("the answer to an edit", told(eve.patches(closed, "content", "x")))
                .toBe(told(eve.patches(missing, "content", "x")));
        expect("the answer to a deletion", told(eve.deletes(closed))).toBe(told(eve.deletes(missing)));
        expect("the answer to a reaction", told(eve.posts(closed + "/reactions", "emoji", "👍")))
                .toBe(told(eve.posts(missing + "/reactions", "emoji", "👍")));
    }

    private static String told(Answer refusal) {
        return refusal.status() + " " + refusal.json().text("error");
    }

    @Clause("REST-DEL-4")
    void tellsOfADeletionOnce() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.enters("bob");
        Participant alice = room.enters("alice");
        long id = alice.posts("regretted twice").number("id");

        scene.person("alice").deletes("/messages/" + id).is(200);
        scene.person("alice").deletes("/messages/" + id).is(200, 404);

        expect(
                        "deletions that bob hears",
                        bob.hearsBeforeMarkerOf(alice, "delete").size())
                .toBe(1);
    }

    @Clause("REST-DEL-5")
    void leavesNothingOfWhatIsDeletedForGood() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");
        Person admin = scene.admin();
        var secret = Json.object("url", "https://x.example/secret.png", "name", "secret");
        long id = admin.posts("/messages", "roomId", room.id(), "content", "gone", "attachments", List.of(secret))
                .is(200)
                .json()
                .object("message")
                .number("id");
        scene.person("alice")
                .posts("/messages/" + id + "/reactions", "emoji", "🦉")
                .is(200);

        admin.deletes("/messages/" + id + "?hard=true").is(200);

        Fields page = room.page(scene.person("alice"), "");
        expect("messages in history", page.objects("messages").size()).toBe(0);
        expect("reactions in history", page.object("reactions").names()).toBe(Set.of());
        Participant newcomer = room.entersWith(scene.person("alice"), "?cache=1");
        expect("what a newcomer is told", newcomer.greeting().toString())
                .toBe(NOTHING_OF_IT, RestMessageCases::isClean);
        expect("what resume tells", alice.resumesFrom(0).toString()).toBe(NOTHING_OF_IT, RestMessageCases::isClean);
    }

    private static boolean isClean(String told) {
        return !told.contains("secret") && !told.contains("🦉");
    }

    @Clause("REST-ID-1")
    void findsNoMessageWithoutANumber() {
        Person alice = scene.person("alice");

        for (String odd : List.of("abc", "1.5", "x1", "NaN", "0x10", "99999999999999999999", "%20")) {
            String path = "/messages/" + odd;
            alice.patches(path, "content", "x").is(404);
            alice.deletes(path).is(404);
            alice.posts(path + "/reactions", "emoji", "👍").is(404);
            alice.deletes(path + "/reactions", "emoji", "👍").is(404);
        }
    }

    @Clause("REST-WORD-1")
    void callsForbiddenWhatIsForbidden() {
        long id = scene.room("alice", "bob").enters("alice").posts("mine").number("id");

        scene.person("bob").patches("/messages/" + id, "content", "x").refuses(403, "forbidden");
        scene.person("bob").deletes("/messages/" + id).refuses(403, "forbidden");
    }

    @Clause("REST-REACT-1")
    void answersAReactionAndTellsTheRoom() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        long id = alice.posts("react to me").number("id");

        for (String op : List.of("add", "remove")) {
            String method = op.equals("add") ? "POST" : "DELETE";
            Fields reaction = scene.person("bob")
                    .sends(method, "/messages/" + id + "/reactions", Json.object("emoji", "👍"))
                    .is(200)
                    .json()
                    .object("reaction");
            expect("messageId", reaction.number("messageId")).toBe(id);
            expect("roomId", reaction.text("roomId")).toBe(room.id());
            expect("userId", reaction.text("userId")).toBe(scene.person("bob").id());
            expect("emoji", reaction.text("emoji")).toBe("👍");
            expect("op", reaction.text("op")).toBe(op);
            Frame heard = alice.hears("reaction");
            expect("messageId in the frame", heard.number("messageId")).toBe(id);
            expect("op in the frame", heard.text("op")).toBe(op);
        }
    }

    @Clause("REST-REACT-2")
    void refusesReactionsThatMayNotBe() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        long id = alice.posts("react to me").number("id");
        String path = "/messages/" + id + "/reactions";

        scene.person("bob").posts(path).refuses(400);
        scene.person("bob").posts(path, "emoji", "lol").refuses(400);
        scene.person("bob").posts(path, "emoji", 7).refuses(400);
        scene.person("bob")
                .posts("/messages/" + NO_MESSAGE + "/reactions", "emoji", "👍")
                .refuses(404);
        scene.person("bob").posts("/messages/abc/reactions", "emoji", "👍").is(404);
        scene.person("eve").posts(path, "emoji", "👍").is(403, 404);

        expect("reactions that alice hears", alice.hearsBeforeMarkerOf(alice, "reaction"))
                .toBe(List.of());
    }

    @Clause("REST-REACT-3")
    void countsARepeatedReactionOnce() {
        Room room = scene.room("alice");
        long id = room.enters("alice").posts("react to me").number("id");
        String path = "/messages/" + id + "/reactions";

        scene.person("alice").posts(path, "emoji", "👍").is(200);
        scene.person("alice").posts(path, "emoji", "👍").is(200);

        Fields counts = room.page(scene.person("alice"), "").object("reactions").object(String.valueOf(id));
        expect("👍", counts.number("👍")).toBe(1L);
    }
}
