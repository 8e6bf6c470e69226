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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What happens when a client says again what it is not sure of having said. */
@Chapter("Retries")
final class IdempotencyCases {

    private final Scene scene;

    IdempotencyCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("IDEM-SOCKET-1")
    void answersARetryWithTheFirstMessage() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");
        Frame first = says(alice, "the first text", "cmsg_retry-0001");

        retries(alice, first.number("id"), "another text", "cmsg_retry-0001");

        expect("messages of the key in history", textsOf(room, "cmsg_retry-0001"))
                .toBe(List.of("the first text"));
    }

    @Clause("IDEM-SOCKET-4")
    void showsWhoRetriesTheStoredMessage() {
        Participant alice = scene.room("alice").enters("alice");
        Frame first = says(alice, "the first text", "cmsg_retry-0008");

        Frame again = says(alice, "another text", "cmsg_retry-0008");

        expect("id", again.number("id")).toBe(first.number("id"));
        expect("content", again.text("content")).toBe("the first text");
        expect("createdAt", again.text("createdAt")).toBe(first.text("createdAt"));
    }

    @Clause("IDEM-SOCKET-2")
    void doesNotRepeatItselfToTheOthers() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");
        says(alice, "once", "cmsg_retry-0002");
        bob.hearsText("once");

        says(alice, "once", "cmsg_retry-0002");

        expect("messages that bob hears again", bob.hearsBeforeMarkerOf(alice, "message"))
                .toBe(List.of());
    }

    @Clause("IDEM-SOCKET-3")
    void countsNoEventForARetry() {
        Participant alice = scene.room("alice").enters("alice");
        says(alice, "once", "cmsg_retry-0003");
        says(alice, "once", "cmsg_retry-0003");

        expect("seq of the next message", alice.posts("next").number("seq")).toBe(2L);
    }

    @Clause("IDEM-REST-1")
    void answersARetryOverRestWithTheFirstMessage() {
        Room room = scene.room("alice");
        Fields first = posts(scene.person("alice"), room, "the first text", "cmsg_retry-0004");

        Fields again = posts(scene.person("alice"), room, "another text", "cmsg_retry-0004");

        expect("id", again.number("id")).toBe(first.number("id"));
        expect("content", again.text("content")).toBe("the first text");
        expect("texts in history", room.texts(scene.person("alice"))).toBe(List.of("the first text"));
    }

    @Clause(
            value = "IDEM-REST-2",
            over = {WS, SSE, POLL})
    void doesNotRepeatAPostToTheRoom() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");
        posts(scene.person("alice"), room, "posted once", "cmsg_retry-0007");
        bob.hearsText("posted once");

        posts(scene.person("alice"), room, "posted once", "cmsg_retry-0007");

        expect("messages that bob hears again", bob.hearsBeforeMarkerOf(alice, "message"))
                .toBe(List.of());
    }

    @Clause("IDEM-BOTH-1")
    void knowsARetryOverTheOtherTransport() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");
        long overRest = posts(scene.person("alice"), room, "said over REST", "cmsg_retry-0005")
                .number("id");
        alice.hearsText("said over REST");
        long overSocket = says(alice, "said over a socket", "cmsg_retry-0006").number("id");

        retries(alice, overRest, "again", "cmsg_retry-0005");
        expect("messages of the key in history", textsOf(room, "cmsg_retry-0005"))
                .toBe(List.of("said over REST"));
        expect(
                        "id over REST",
                        posts(scene.person("alice"), room, "again", "cmsg_retry-0006")
                                .number("id"))
                .toBe(overSocket);
    }

    @Clause("IDEM-RACE-1")
    void storesOneMessageHoweverManyRetriesRace() {
        Room room = scene.room("alice");
        Person alice = scene.person("alice");
        List<Participant> connections = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            connections.add(room.enters(alice));
        }

        for (int round = 0; round < 5; round++) {
            String key = "cmsg_race-000" + round;
            List<CompletableFuture<Long>> overRest = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                overRest.add(CompletableFuture.supplyAsync(
                        () -> posts(alice, room, "raced", key).number("id")));
            }
            connections.forEach(
                    each -> each.says("message", "userId", each.id(), "content", "raced", "clientMessageId", key));
            List<Long> ids = new ArrayList<>();
            connections.forEach(each -> ids.add(hearsKey(each, key).number("id")));
            overRest.forEach(each -> ids.add(AtOnce.ended(each)));
            expect("different ids of round " + round, ids.stream().distinct().count())
                    .toBe(1L);
        }
        expect("messages in history", room.texts(alice).size()).toBe(5);
    }

    @Clause("IDEM-AUTHOR-1")
    void doesNotTakeAnothersKeyForARetry() {
        Room room = scene.room("alice", "bob");
        Frame first = says(room.enters("alice"), "alice's text", "cmsg_shared-01");

        Frame second = says(room.enters("bob"), "bob's text", "cmsg_shared-01");

        expect("id", second.number("id")).notToBe(first.number("id"));
        expect("content", second.text("content")).toBe("bob's text");
        expect("texts in history", room.texts(scene.person("alice"))).toBe(List.of("bob's text", "alice's text"));
    }

    @Clause("IDEM-ROOM-1")
    void countsAKeyPerRoom() {
        Frame here = says(scene.room("alice").enters("alice"), "here", "cmsg_rooms-001");
        Frame there = says(scene.room("alice").enters("alice"), "there", "cmsg_rooms-001");

        expect("id", there.number("id")).notToBe(here.number("id"));
        expect("content", there.text("content")).toBe("there");
    }

    @Clause("IDEM-JUNK-1")
    void takesAnIllFormedKeyForNone() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");

        for (Object key : new Object[] {"short", "with space 1", "x".repeat(129), 12_345_678, null}) {
            alice.says("message", "userId", alice.id(), "content", "twice", "clientMessageId", key);
            alice.says("message", "userId", alice.id(), "content", "twice", "clientMessageId", key);
            long first = alice.hearsText("twice").number("id");
            Frame second = alice.hearsText("twice");
            expect("id", second.number("id")).notToBe(first);
            expect("clientMessageId is there", second.says("clientMessageId")).toBe(false);
        }
    }

    @Clause("IDEM-TRIM-1")
    void trimsAKeyBeforeItCompares() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");
        long first = says(alice, "trimmed", "cmsg_trim-0001").number("id");

        retries(alice, first, "again", " cmsg_trim-0001\t ");

        expect(
                        "id over REST",
                        posts(scene.person("alice"), room, "again", "  cmsg_trim-0001 ")
                                .number("id"))
                .toBe(first);
        expect("messages of the key in history", textsOf(room, "cmsg_trim-0001"))
                .toBe(List.of("trimmed"));
    }

    @Clause("IDEM-DELETED-1")
    void forgetsTheKeyOfADeletedMessage() {
        Participant alice = scene.room("alice").enters("alice");
        long first = says(alice, "first", "cmsg_deleted-1").number("id");
        alice.says("delete", "messageId", first);
        alice.hears("delete");

        Frame second = says(alice, "second", "cmsg_deleted-1");

        expect("id", second.number("id")).notToBe(first);
        expect("content", second.text("content")).toBe("second");
    }

    /** Says it again; whatever is told of it, which need be nothing, is the message of this id. */
    private static void retries(Participant participant, long id, String content, String key) {
        participant.says("message", "userId", participant.id(), "content", content, "clientMessageId", key);
        for (Frame each : participant.hearsBeforeMarkerOf(participant, "message")) {
            expect("id of what a retry is answered with", each.number("id")).toBe(id);
        }
    }

    private List<String> textsOf(Room room, String key) {
        return room.history(scene.person("alice")).stream()
                .filter(each -> each.says("clientMessageId")
                        && each.text("clientMessageId").equals(key))
                .map(each -> each.text("content"))
                .toList();
    }

    private static Frame says(Participant participant, String content, String key) {
        participant.says("message", "userId", participant.id(), "content", content, "clientMessageId", key);
        return hearsKey(participant, key);
    }

    private static Frame hearsKey(Participant participant, String key) {
        return participant.hears(
                "a message with the key " + key,
                each -> each.is("message")
                        && each.text("userId").equals(participant.id())
                        && each.has("clientMessageId")
                        && each.text("clientMessageId").equals(key));
    }

    private static Fields posts(Person person, Room room, String content, String key) {
        return person.posts("/messages", "roomId", room.id(), "content", content, "clientMessageId", key)
                .is(200)
                .json()
                .object("message");
    }
}
