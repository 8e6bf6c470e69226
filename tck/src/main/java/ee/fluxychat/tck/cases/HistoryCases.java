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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The stored messages, page by page. */
@Chapter("History")
final class HistoryCases {

    private final Scene scene;

    HistoryCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("HIST-PAGE-1")
    void tellsTheNewestFirst() {
        Room room = talked("one", "two", "three");

        expect("texts", room.texts(scene.person("bob"))).toBe(List.of("three", "two", "one"));
    }

    @Clause("HIST-PAGE-2")
    void tellsMessagesWithAllTheirFields() {
        Room room = scene.room("alice", "bob");
        Frame posted = room.enters("alice").posts("a message");

        Fields told = room.history(scene.person("bob")).get(0);

        expect("id", told.number("id")).toBe(posted.number("id"));
        expect("roomId", told.text("roomId")).toBe(room.id());
        expect("userId", told.text("userId")).toBe(posted.text("userId"));
        expect("senderId", told.text("senderId")).toBe(posted.text("userId"));
        expect("content", told.text("content")).toBe("a message");
        expect("createdAt", told.time("createdAt")).toBe(posted.time("createdAt"));
        expect("kind", told.text("kind")).toBe("text");
        expect("visibility", told.text("visibility")).toBe("room");
        if (told.says("version")) { // not every target counts
            expect("version", told.number("version")).toBe(1L);
        }
        for (String name : List.of("parentId", "editedAt", "deletedAt", "expiresAt")) {
            told.isNull(name);
        }
        expect("mentions", told.texts("mentions")).toBe(List.of());
        expect("attachments", told.objects("attachments").size()).toBe(0);
    }

    @Clause("HIST-LIMIT-1")
    void tellsAsManyAsAsked() {
        LongTalk talk = LongTalk.heldAt(scene);

        for (int limit : new int[] {1, 3, 50, 99, 500}) {
            expect("texts of limit=" + limit, texts(talk.room(scene).page(LongTalk.reader(scene), "&limit=" + limit)))
                    .toBe(talk.newest(limit));
        }
        Room small = talked("one", "two");
        expect("texts of limit=500 where there are two", texts(small.page(scene.person("bob"), "&limit=500")))
                .toBe(List.of("two", "one"));
    }

    @Clause("HIST-LIMIT-2")
    void survivesAnOddLimit() {
        Room room = talked("one");

        for (String limit : List.of("0", "-1", "501", "abc", "1.5", "", "99999999999999999999")) {
            scene.person("bob")
                    .gets("/api/messages?roomId=" + room.id() + "&limit=" + limit)
                    .is(200, 400);
        }
    }

    @Clause("HIST-LIMIT-3")
    void tellsNoMoreThan50WhenNobodySaysHowMany() {
        LongTalk talk = LongTalk.heldAt(scene);

        List<String> told = texts(talk.room(scene).page(LongTalk.reader(scene), ""));

        expect("size of a page", told.size()).toBe("1 to 50", each -> each >= 1 && each <= 50);
        expect("texts", told).toBe(talk.newest(told.size()));
    }

    @Clause("HIST-BEFORE-1")
    void tellsWhatWasBeforeATime() {
        Room room = talked("one", "two", "three");
        Person bob = scene.person("bob");
        Fields three = room.history(bob).get(0);

        expect("texts before three", texts(room.page(bob, "&before=" + encoded(three.text("createdAt")))))
                .toBe(List.of("two", "one"));
        expect("texts before the first", texts(room.page(bob, "&before=2001-01-01T00:00:00.000Z")))
                .toBe(List.of());
    }

    @Clause("HIST-BEFORE-2")
    void survivesAnOddTime() {
        Room room = talked("one");

        for (String before : List.of("yesterday", "2026", "7", "'; --", "2026-99-99T99:99:99.999Z", "")) {
            scene.person("bob")
                    .gets("/api/messages?roomId=" + room.id() + "&before=" + encoded(before))
                    .is(200, 400);
        }
    }

    @Clause("HIST-BEFORE-3")
    void knowsATimeByItsOffsetToo() {
        Room room = talked("one", "two", "three");
        Person bob = scene.person("bob");
        String three = room.history(bob).get(0).text("createdAt");

        String offset = three.replace("Z", "+00:00");

        expect("texts before " + offset, texts(room.page(bob, "&before=" + encoded(offset))))
                .toBe(texts(room.page(bob, "&before=" + encoded(three))));
    }

    @Clause("HIST-WALK-1")
    void reachesEveryMessageOnceByWalkingBack() {
        Room room = scene.room("alice", "bob", "carol");
        List<Long> heard = burst(room, 40);

        for (int pageSize : new int[] {1, 7, 50}) {
            List<Long> walked = new ArrayList<>();
            room.walk(scene.person("bob"), pageSize).forEach(each -> walked.add(0, each.number("id")));
            expect("ids by pages of " + pageSize, walked).toBe(heard);
        }
    }

    /** Three people say so many messages each without waiting; answers the ids in the order heard. */
    private List<Long> burst(Room room, int each) {
        List<Participant> talkers = List.of(room.enters("alice"), room.enters("bob"), room.enters("carol"));
        for (int i = 0; i < each; i++) {
            for (Participant talker : talkers) {
                talker.mutters("m" + i);
            }
        }
        int[] count = {0};
        return talkers
                .get(0)
                .hearsBurst("all messages", frame -> frame.is("message") && ++count[0] == 3 * each)
                .stream()
                .filter(frame -> frame.is("message"))
                .map(frame -> frame.number("id"))
                .toList();
    }

    @Clause("HIST-WALK-2")
    void losesNothingWhileOthersTalk() {
        Room room = scene.room("alice", "bob", "carol");
        List<Long> heard = burst(room, 10);
        Person bob = scene.person("bob");

        List<Fields> page = room.page(bob, "&limit=10").objects("messages");
        List<Long> walked = new ArrayList<>();
        Participant alice = room.enters("alice");
        while (!page.isEmpty()) {
            page.forEach(each -> walked.add(0, each.number("id")));
            alice.posts("meanwhile");
            page = room.older(bob, page, 10);
        }

        expect("ids", walked).toBe(heard);
    }

    @Clause("HIST-GONE-1")
    void leavesDeletedMessagesOut() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        long gone = alice.posts("gone").number("id");
        alice.posts("kept");

        scene.person("alice").deletes("/messages/" + gone).is(200);

        expect("texts", room.texts(scene.person("bob"))).toBe(List.of("kept"));
    }

    @Clause("HIST-REACT-1")
    void countsReactions() {
        Room room = scene.room("alice", "bob");
        long id = room.enters("alice").posts("react to me").number("id");
        scene.person("alice")
                .posts("/messages/" + id + "/reactions", "emoji", "👍")
                .is(200);
        scene.person("bob")
                .posts("/messages/" + id + "/reactions", "emoji", "👍")
                .is(200);
        scene.person("bob")
                .posts("/messages/" + id + "/reactions", "emoji", "🎉")
                .is(200);

        Fields counts = room.page(scene.person("bob"), "").object("reactions").object(String.valueOf(id));

        expect("👍", counts.number("👍")).toBe(2L);
        expect("🎉", counts.number("🎉")).toBe(1L);
    }

    @Clause("HIST-ACCESS-1")
    void opensToMembersOnly() {
        Room room = talked("private");
        String path = "/api/messages?roomId=" + room.id();

        scene.person("eve").gets(path).refuses(403);
        scene.anonymous("GET", path).send().is(401);
        scene.person("eve")
                .gets("/api/messages?roomId=" + scene.target().freshName("nowhere"))
                .refuses(403);
        scene.person("eve").gets("/api/messages").refuses(400);
        scene.admin().gets(path).is(200);
    }

    @Clause("HIST-PUBLIC-1")
    void opensAPublicRoomToAll() {
        Room room = scene.roomOfType("public", "alice");
        room.enters("alice").posts("hello all");

        expect("texts", room.texts(scene.person("eve"))).toBe(List.of("hello all"));
    }

    private Room talked(String... texts) {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        for (String each : texts) {
            alice.posts(each);
        }
        return room;
    }

    private static List<String> texts(Fields page) {
        return page.objects("messages").stream()
                .map(each -> each.text("content"))
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
