package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;
import static ee.fluxychat.tck.client.Transport.POLL;
import static ee.fluxychat.tck.client.Transport.SSE;
import static ee.fluxychat.tck.client.Transport.WS;

import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Messages said over a socket. */
@Chapter("Messages")
final class MessageCases {

    private static final int LONGEST = 4_000;

    /** Fields of a message that a server may refuse or pass over. */
    private static final List<Map.Entry<String, Object>> ODDITIES = List.of(
            Map.entry("attachments", List.of(Json.object("kind", "image", "name", "without a url"))),
            Map.entry("attachments", List.of(Json.object("url", 7), List.of(), "x", 1)),
            Map.entry("attachments", Json.object("url", "https://x.example/a.png")),
            Map.entry("parentId", Json.object()),
            Map.entry("parentId", -1),
            Map.entry("clientMessageId", List.of("x")),
            Map.entry("visibility", "nobody"),
            Map.entry("visibility", 7),
            Map.entry("expiresInSeconds", "soon"),
            Map.entry("expiresInSeconds", -1),
            Map.entry("mentions", "everybody"),
            Map.entry("preview", 7),
            Map.entry("streaming", "x"));

    private final Scene scene;

    MessageCases(Scene scene) {
        this.scene = scene;
    }

    @Clause(
            value = "MSG-FRAME-1",
            over = {WS, SSE})
    void tellsAMessageWithAllItsFields() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.enters("bob");
        Participant alice = room.enters("alice");

        alice.says("message", "userId", alice.id(), "content", "hello", "clientMessageId", "cmsg_frame-0001");

        Frame heard = bob.hearsText("hello");
        expect("id", heard.number("id")).toBe("a positive number", id -> id > 0);
        expect("roomId", heard.text("roomId")).toBe(room.id());
        expect("userId", heard.text("userId")).toBe(alice.id());
        expect("senderId", heard.text("senderId")).toBe(alice.id());
        expect("clientMessageId", heard.text("clientMessageId")).toBe("cmsg_frame-0001");
        expect("mentions", heard.texts("mentions")).toBe(List.of());
        expect("attachments", heard.objects("attachments").size()).toBe(0);
        heard.time("createdAt");
        heard.isNull("parentId");
        expect("preview is there", heard.has("preview")).toBe(true);
    }

    @Clause(
            value = "MSG-FRAME-2",
            over = {WS, SSE})
    void countsEventsAndVersions() {
        Participant alice = scene.room("alice").enters("alice");

        Frame first = alice.posts("one");
        Frame second = alice.posts("two");

        expect("seq of the first message", first.number("seq")).toBe(1L);
        expect("seq of the second message", second.number("seq")).toBe(2L);
        expect("version", first.number("version")).toBe(1L);
    }

    @Clause(
            value = "MSG-ECHO-1",
            over = {WS, SSE, POLL})
    void tellsTheSenderAndAllHisOtherConnections() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant aliceAgain = room.enters("alice");
        Participant bob = room.enters("bob");

        long id = alice.posts("to all").number("id");

        expect("id on the other connection", aliceAgain.hearsText("to all").number("id"))
                .toBe(id);
        expect("id at bob", bob.hearsText("to all").number("id")).toBe(id);
    }

    @Clause(
            value = "MSG-ECHO-1",
            over = {WS, SSE, POLL})
    void tellsTheOthersInRoomsOfEveryType() {
        for (String type : List.of("dm", "announcement", "public")) {
            Room room = scene.roomOfType(type, "alice", "bob");
            Participant bob = room.enters("bob");

            long id = room.enters("alice").posts("to all").number("id");

            expect(
                            "id at bob in a room of the type " + type,
                            bob.hearsText("to all").number("id"))
                    .toBe(id);
        }
    }

    @Clause(
            value = "MSG-ECHO-1",
            over = {WS, SSE, POLL})
    void tellsGuestsToo() {
        Room room = scene.roomOfType("public", "alice");
        Participant gus = room.enters(scene.guest("gus"));

        long id = room.enters("alice").posts("to all").number("id");

        expect("id at a guest", gus.hearsText("to all").number("id")).toBe(id);
    }

    @Clause(
            value = "MSG-ECHO-1",
            over = {WS, SSE, POLL})
    void tellsRulersWhoAreNoMembers() {
        Room room = scene.room("alice");
        Participant admin = room.enters(scene.admin());

        long id = room.enters("alice").posts("to all").number("id");

        expect("id at an admin", admin.hearsText("to all").number("id")).toBe(id);
    }

    @Clause(
            value = "MSG-STORE-1",
            over = {WS, SSE})
    void storesAMessageBeforeItIsHeard() {
        Room room = scene.room("alice", "bob", "carol");
        Participant alice = room.enters("alice");

        for (int i = 0; i < 20; i++) {
            long id = alice.posts("stored " + i).number("id");
            isNewest(id, room, scene.person("bob"));
        }
        Participant carol = room.enters("carol");
        Participant talker = room.entersOver(WS, scene.person("alice"));
        for (int i = 0; i < 20; i++) {
            talker.mutters("heard " + i);
            isNewest(carol.hearsText("heard " + i).number("id"), room, carol.person());
        }
    }

    private static void isNewest(long id, Room room, Person reader) {
        expect("newest message in history", room.history(reader).get(0).number("id"))
                .toBe(id);
    }

    @Clause(
            value = "MSG-TEXT-1",
            over = {WS, SSE, POLL})
    void trimsTheText() {
        Participant alice = scene.room("alice").enters("alice");

        alice.says("message", "userId", alice.id(), "content", " \t\n hello  you \r\n ");

        alice.hearsText("hello  you");
    }

    @Clause("MSG-TEXT-2")
    void refusesAnEmptyText() {
        Participant alice = scene.room("alice").enters("alice");

        for (String text : List.of("", " ", "\n\t", "\u00a0")) {
            alice.mutters(text);
            alice.isRefused("invalid_content");
        }
    }

    @Clause("MSG-TEXT-3")
    void refusesATextThatIsNoText() {
        Participant alice = scene.room("alice").enters("alice");

        alice.says("message", "userId", alice.id());
        alice.isRefused("invalid_content");
        for (String value : List.of("null", "7", "true", "[\"x\"]", "{\"text\":\"x\"}")) {
            alice.saysText("{\"type\":\"message\",\"userId\":\"" + alice.id() + "\",\"content\":" + value + "}");
            alice.isRefused("invalid_content");
        }
    }

    @Clause("MSG-TEXT-4")
    void takesTheLongestTextAndNoLonger() {
        Participant alice = scene.room("alice").enters("alice");

        alice.posts("x".repeat(LONGEST));
        alice.says("message", "userId", alice.id(), "content", "  " + "y".repeat(LONGEST) + "  ");
        alice.hearsText("y".repeat(LONGEST));
        alice.mutters("z".repeat(LONGEST + 1));
        alice.isRefused("invalid_content");
    }

    @Clause("MSG-TEXT-5")
    void countsTextInUtf16Units() {
        Participant alice = scene.room("alice").enters("alice");

        alice.posts("😀".repeat(LONGEST / 2));
        alice.mutters("😀".repeat(LONGEST / 2 + 1));
        alice.isRefused("invalid_content");
        alice.mutters("😀".repeat(LONGEST / 2) + "x");
        alice.isRefused("invalid_content");
    }

    @Clause(
            value = "MSG-TEXT-6",
            over = {WS, SSE, POLL})
    void keepsEveryTextAsItWas() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");

        for (String text : AwkwardTexts.ALL) {
            alice.posts(text);
            bob.hearsText(text);
        }

        List<String> newestFirst = room.texts(scene.person("bob"));
        expect("texts in history", newestFirst).toBe(AwkwardTexts.newestFirst());
    }

    @Clause("MSG-REFUSED-1")
    void storesNothingOfWhatItRefuses() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");
        Frame good = alice.posts("good");

        alice.mutters("");
        alice.isRefused();
        saysWithKey(alice, "x".repeat(LONGEST + 1));
        alice.isRefused();

        expect("texts in history", room.texts(scene.person("alice"))).toBe(List.of("good"));
        saysWithKey(alice, "second try");
        Frame next = alice.hearsText("second try");
        if (good.says("seq")) { // not every target counts
            expect("seq of the next message", next.number("seq")).toBe(good.number("seq") + 1);
        }
    }

    private static void saysWithKey(Participant speaker, String content) {
        speaker.says("message", "userId", speaker.id(), "content", content, "clientMessageId", "cmsg_refused-2");
    }

    @Clause(
            value = "MSG-AUTHOR-1",
            over = {WS, SSE, POLL})
    void takesTheAuthorFromTheToken() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");

        bob.says("message", "userId", alice.id(), "senderId", alice.id(), "content", "I am alice");
        Frame answer = bob.hears("message or error", each -> each.is("message", "error"));

        if (answer.is("message")) {
            expect("userId", answer.text("userId")).toBe(bob.id());
            expect("senderId", answer.text("senderId")).toBe(bob.id());
        }
        room.history(scene.person("alice"))
                .forEach(each -> expect("author", each.text("userId")).toBe(bob.id()));
    }

    @Clause(
            value = "MSG-AUTHOR-2",
            over = {WS, SSE, POLL})
    void needsNoAuthorInTheFrame() {
        Participant alice = scene.room("alice").enters("alice");

        alice.says("message", "content", "no userId here");

        expect("userId", alice.hearsText("no userId here").text("userId")).toBe(alice.id());
    }

    @Clause(
            value = "MSG-ID-1",
            over = {WS, SSE, POLL})
    void givesEveryMessageItsOwnId() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.enters("bob");
        Participant alice = room.enters("alice");
        long first = alice.posts("the first").number("id");

        alice.says("message", "id", first, "content", "forged with a used id", "createdAt", "2001-01-01T00:00:00.000Z");
        alice.says("message", "id", 987_654_321, "content", "forged with a free id", "seq", 77);

        Frame used = bob.hearsText("forged with a used id");
        Frame free = bob.hearsText("forged with a free id");
        expect("id", used.number("id")).notToBe(first);
        expect("createdAt", used.text("createdAt")).notToBe("2001-01-01T00:00:00.000Z");
        expect("id", free.number("id")).notToBe(987_654_321L);
        expect(
                        "ids in history",
                        room.history(scene.person("bob")).stream()
                                .map(each -> each.number("id"))
                                .toList())
                .toBe(List.of(free.number("id"), used.number("id"), first));
    }

    @Clause(
            value = "MSG-ID-2",
            over = {WS, SSE, POLL})
    void givesRisingIds() {
        Participant alice = scene.room("alice").enters("alice");
        long last = 0;

        for (int i = 0; i < 10; i++) {
            long before = last;
            last = alice.posts("m" + i).number("id");
            expect("id of message " + i, last).toBe("greater than " + before, each -> each > before);
        }
    }

    @Clause(
            value = "MSG-PARENT-1",
            over = {WS, SSE, POLL})
    void keepsTheParentOfAnAnswer() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        long question = alice.posts("question").number("id");

        Frame answer = alice.posts("answer", "parentId", question);

        expect("parentId", answer.number("parentId")).toBe(question);
        expect("parentId in history", room.history(scene.person("bob")).get(0).number("parentId"))
                .toBe(question);
    }

    @Clause("MSG-PARENT-2")
    void takesAParentThatIsNoNumberForNone() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");

        for (Object parent : new Object[] {"x", true, List.of(1), Json.object("id", 1), null}) {
            alice.posts("an answer to " + parent, "parentId", parent).isNull("parentId");
            scene.person("alice")
                    .posts("/messages", "roomId", room.id(), "content", "a reply to " + parent, "replyTo", parent)
                    .is(200)
                    .json()
                    .object("message")
                    .isNull("parentId");
        }
    }

    @Clause(
            value = "MSG-ATTACH-1",
            over = {WS, SSE, POLL})
    void carriesLinksAsAttachments() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.enters("bob");
        var link = Json.object(
                "kind",
                "image",
                "url",
                "https://x.example/a.png",
                "name",
                "a.png",
                "sizeBytes",
                99,
                "contentType",
                "image/png");

        room.enters("alice").posts("look", "attachments", List.of(link));

        for (Fields message :
                List.of(bob.hearsText("look"), room.history(scene.person("bob")).get(0))) {
            Fields attachment = message.objects("attachments").get(0);
            expect("kind", attachment.text("kind")).toBe("image");
            expect("url", attachment.text("url")).toBe("https://x.example/a.png");
            expect("name", attachment.text("name")).toBe("a.png");
            expect("sizeBytes", attachment.number("sizeBytes")).toBe(99L);
            expect("contentType", attachment.text("contentType")).toBe("image/png");
        }
    }

    @Clause(
            value = "MSG-ATTACH-2",
            over = {WS, SSE, POLL})
    void passesOnNoLinkThatRunsCode() {
        Participant alice = scene.room("alice").enters("alice");
        List<?> bad = List.of(
                Json.object("url", "javascript:alert(1)", "name", "x"),
                Json.object("url", "data:text/html,x", "name", "x"),
                Json.object("url", "/relative", "name", "x"),
                Json.object("name", "no url"),
                "https://x.example/a.png",
                7);

        Frame heard = alice.posts("links", "attachments", bad);

        expect("attachments", heard.objects("attachments").size()).toBe(0);
    }

    @Clause("MSG-ATTACH-3")
    void takesAnythingButAnArrayForNoAttachments() {
        Participant alice = scene.room("alice").enters("alice");

        expect(
                        "attachments",
                        alice.posts("a", "attachments", "x")
                                .objects("attachments")
                                .size())
                .toBe(0);
        expect(
                        "attachments",
                        alice.posts("b", "attachments", null)
                                .objects("attachments")
                                .size())
                .toBe(0);
    }

    @Clause("MSG-ATTACH-4")
    void keepsTenAttachmentsAtMost() {
        Participant alice = scene.room("alice").enters("alice");
        List<?> twelve = IntStream.range(0, 12)
                .mapToObj(i -> Json.object("url", "https://x.example/" + i, "name", "n" + i))
                .toList();

        expect(
                        "attachments",
                        alice.posts("many", "attachments", twelve)
                                .objects("attachments")
                                .size())
                .toBe(10);
    }

    @Clause("MSG-ATTACH-5")
    void cutsAnAttachmentToSize() {
        Room room = scene.room("alice");
        Person alice = scene.person("alice");
        String kind = "k".repeat(60);
        String name = "n".repeat(300);

        alice.posts(
                        "/messages",
                        "roomId",
                        room.id(),
                        "content",
                        "look",
                        "attachments",
                        List.of(
                                attachment(
                                        "kind", kind, "name", name, "sizeBytes", 11 << 20, "contentType", "image/png"),
                                attachment("sizeBytes", -1, "contentType", "not a type")))
                .is(200);

        List<Fields> kept = room.history(alice).get(0).objects("attachments");
        expect("kind", kept.get(0).text("kind")).toBe(kind.substring(0, 48));
        expect("name", kept.get(0).text("name")).toBe(name.substring(0, 255));
        expect("sizeBytes", kept.get(0).number("sizeBytes")).toBe(10L << 20);
        expect("contentType", kept.get(0).text("contentType")).toBe("image/png");
        expect("sizeBytes of the other", kept.get(1).number("sizeBytes")).toBe(0L);
        expect("contentType of the other is there", kept.get(1).says("contentType"))
                .toBe(false);
    }

    private static JsonObject attachment(Object... namesAndValues) {
        JsonObjectBuilder link = jakarta.json.Json.createObjectBuilder(Json.object(namesAndValues));
        return link.add("url", "https://x.example/a.png").build();
    }

    @Clause(
            value = "MSG-ATOMIC-1",
            over = {WS, SSE, POLL})
    void storesAndTellsOrRefuses() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");

        List<String> told = new ArrayList<>();
        for (Map.Entry<String, Object> odd : ODDITIES) {
            String text = "oddity " + ODDITIES.indexOf(odd);
            alice.says("message", "userId", alice.id(), "content", text, odd.getKey(), odd.getValue());
            if (alice.hears("message or error", each -> each.is("message", "error"))
                    .is("message")) {
                told.add(0, text);
            }
        }

        expect("errors after the last answer", alice.hearsBeforeMarkerOf(alice, "error"))
                .toBe(List.of());
        List<String> stored = room.texts(scene.person("alice"));
        expect("texts in history", stored.subList(1, stored.size())).toBe(told);
    }

    @Clause(
            value = "MSG-MENTION-1",
            over = {WS, SSE, POLL})
    void namesTheMembersWhoAreMentioned() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        String bob = scene.person("bob").id();

        Frame heard = alice.posts("@" + bob + " and @" + alice.id() + " and @nobody_here, see");

        expect("mentions", heard.texts("mentions")).toBe(List.of(bob));
    }

    @Clause(
            value = "MSG-ANNOUNCE-1",
            over = {WS, SSE, POLL})
    void letsOnlySomeSpeakInAnAnnouncementRoom() {
        Room room = scene.roomOfType("announcement", "alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");

        bob.mutters("may I?");
        bob.isRefused();
        alice.posts("the owner may");

        expect("texts in history", room.texts(scene.person("bob"))).toBe(List.of("the owner may"));
    }

    @Clause(
            value = "MSG-GUEST-1",
            over = {WS, SSE, POLL})
    void letsNoGuestSpeak() {
        Room room = scene.roomOfType("public", "alice");
        Participant alice = room.enters("alice");
        Participant gus = room.enters(scene.guest("gus"));

        gus.mutters("hello from a guest");
        gus.isRefused();

        expect("messages that alice hears", alice.hearsBeforeMarkerOf(alice, "message"))
                .toBe(List.of());
    }
}
