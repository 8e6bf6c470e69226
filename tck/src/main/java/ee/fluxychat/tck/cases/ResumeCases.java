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
import ee.fluxychat.tck.target.Skipped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What a client hears again after a lost connection. */
@Chapter("Resume")
final class ResumeCases {

    private final Scene scene;

    ResumeCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("RESUME-ALL-1")
    void tellsInOrderWhatWasSaidWhileAway() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");
        long seen = alice.posts("before").number("seq");
        bob.vanishes();
        alice.posts("first");
        alice.posts("second");

        Frame replay = room.enters("bob").resumesFrom(seen);

        expect("texts after seq " + seen, texts(replay)).toBe(List.of("first", "second"));
        expect("lastSeq", replay.number("lastSeq")).toBe(seen + 2);
        expect("currentSeq", replay.number("currentSeq")).toBe(seen + 2);
    }

    @Clause("RESUME-EVENT-1")
    void tellsCreationsEditsAndDeletions() {
        Participant alice = scene.room("alice").enters("alice");
        long edited = alice.posts("text").number("id");
        alice.says("edit", "messageId", edited, "content", "better text");
        alice.hears("edit");
        long deleted = alice.posts("regretted").number("id");
        alice.says("delete", "messageId", deleted);
        alice.hears("delete");

        List<Fields> events = alice.resumesFrom(0).objects("events");

        expect("event types", types(events)).toBe(List.of("create", "update", "create", "delete"));
        expect("seqs", numbers(events, "seq")).toBe(List.of(1L, 2L, 3L, 4L));
        expect("versions", numbers(events, "version")).toBe(List.of(1L, 2L, 1L, 2L));
        expect("messageIds", numbers(events, "messageId")).toBe(List.of(edited, edited, deleted, deleted));
        for (Fields each : events) {
            expect("payload.id", each.object("payload").number("id")).toBe(each.number("messageId"));
            expect("payload.userId", each.object("payload").text("userId")).toBe(alice.id());
            each.time("createdAt");
        }
        Fields update = events.get(1).object("payload");
        expect("payload.content of the update", update.text("content")).toBe("better text");
        update.time("editedAt");
        events.get(3).object("payload").time("deletedAt");
    }

    @Clause("RESUME-EVENT-2")
    void forgetsTheTextOfWhatWasDeleted() {
        Participant alice = scene.room("alice").enters("alice");
        long id = alice.posts("a secret that is regretted").number("id");
        alice.says("delete", "messageId", id);
        alice.hears("delete");

        Frame replay = alice.resumesFrom(0);

        expect("replay", replay.toString()).toBe("not to have the deleted text", each -> !each.contains("a secret"));
    }

    @Clause("RESUME-REST-1")
    void tellsWhatWasDoneOverRest() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");
        Person rest = scene.person("alice");
        long id = alice.postsByRest("over REST").number("id");
        rest.patches("/messages/" + id, "content", "edited over REST").is(200);
        rest.deletes("/messages/" + id).is(200);

        List<Fields> events = alice.resumesFrom(0).objects("events");

        expect("event types", types(events)).toBe(List.of("create", "update", "delete"));
    }

    @Clause("RESUME-PAGE-1")
    void pagesToTheEnd() {
        Room room = scene.room("alice", "bob", "carol", "dave", "erin");
        int each = 50;
        List<Participant> talkers = List.of(
                room.enters("alice"),
                room.enters("bob"),
                room.enters("carol"),
                room.enters("dave"),
                room.enters("erin"));
        for (int i = 0; i < each; i++) {
            for (Participant talker : talkers) {
                talker.mutters("m" + i);
            }
        }
        int all = each * talkers.size();
        int[] count = {0};
        talkers.get(0).hearsBurst("all messages", frame -> frame.is("message") && ++count[0] == all);

        Frame first = room.enters("alice").resumesFrom(0);
        expect("events of the first answer", first.objects("events").size()).toBe("200 at most", size -> size <= 200);
        expect("lastSeq of the first answer", first.number("lastSeq"))
                .toBe((long) first.objects("events").size());
        expect("currentSeq of the first answer", first.number("currentSeq")).toBe((long) all);

        List<Long> seqs = room.enters("alice").resumesToTheEnd(0).stream()
                .map(event -> event.number("seq"))
                .toList();
        expect("all seqs", seqs).toBe(LongStream.rangeClosed(1, all).boxed().toList());
    }

    @Clause("RESUME-END-1")
    void tellsNothingToWhoeverHasHeardAll() {
        Participant alice = scene.room("alice").enters("alice");
        long seq = alice.posts("all there is").number("seq");

        Frame replay = alice.resumesFrom(seq);

        expect("events", replay.objects("events").size()).toBe(0);
        expect("lastSeq", replay.number("lastSeq")).toBe(seq);
        expect("currentSeq", replay.number("currentSeq")).toBe(seq);
    }

    @Clause("RESUME-JUNK-1")
    void takesJunkForTheBeginning() {
        Participant alice = scene.room("alice").enters("alice");
        alice.posts("one");

        for (Object lastSeq : new Object[] {null, "x", -5, "1"}) {
            alice.says("resume", "lastSeq", lastSeq);
            expect("texts after " + lastSeq, texts(alice.hearsReplay())).toBe(List.of("one"));
        }
        alice.says("resume");
        expect("texts after nothing", texts(alice.hearsReplay())).toBe(List.of("one"));
    }

    @Clause("RESUME-BEYOND-1")
    void admitsThatItKnowsNothingOfTheFuture() {
        Participant alice = scene.room("alice").enters("alice");
        alice.posts("one");

        Frame replay = alice.resumesFrom(1_000);

        expect("events", replay.objects("events").size()).toBe(0);
        expect("currentSeq", replay.number("currentSeq")).toBe(1L);
        if (replay.has("recovered")) {
            expect("recovered", replay.flag("recovered")).toBe(false);
        }
    }

    @Clause("RESUME-EPOCH-1")
    void admitsThatAnotherLogWasMeant() {
        Participant alice = scene.room("alice").enters("alice");
        alice.posts("one");
        Frame greeted = alice.greeted("subscription_succeeded");
        if (!greeted.has("epoch")) {
            throw new Skipped("target does not name the epoch of its log");
        }
        String epoch = greeted.text("epoch");

        alice.says("resume", "lastSeq", 1, "epoch", epoch);
        expect("recovered with the room's epoch", alice.hearsReplay().flag("recovered"))
                .toBe(true);
        alice.says("resume", "lastSeq", 1, "epoch", "of another server");
        expect("recovered with another epoch", alice.hearsReplay().flag("recovered"))
                .toBe(false);
    }

    @Clause("RESUME-MORE-1")
    void saysWhetherThereIsMore() {
        Participant alice = scene.room("alice").enters("alice");
        alice.posts("one");

        requireResume(alice);

        Frame replay = alice.resumesFrom(0);

        if (Stream.of("epoch", "recovered", "hasMore").noneMatch(replay::has)) {
            throw new Skipped("target answers resume with what the protocol asks for and no more");
        }
        expect("hasMore", replay.flag("hasMore")).toBe(false);
        expect("recovered", replay.flag("recovered")).toBe(true);
        replay.text("epoch");
    }

    @Clause("RESUME-SDK-1")
    void tellsTheChangedMessagesWhole() {
        Participant alice = scene.room("alice").enters("alice");
        long seen = alice.posts("one").number("seq");
        alice.posts("two");

        List<Fields> messages = alice.resumesFrom(seen).objects("messages");

        expect("messages", messages.stream().map(each -> each.text("content")).toList())
                .toBe(List.of("two"));
        messages.get(0).time("createdAt");
    }

    @Clause("RESUME-ONLY-1")
    void tellsNobodyElse() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");
        alice.posts("one");

        alice.resumesFrom(0);

        expect("replays that bob hears", bob.hearsBeforeMarkerOf(alice, "replay"))
                .toBe(List.of());
    }

    @Clause("RESUME-ACCESS-1")
    void tellsOfItsOwnRoomOnly() {
        Room closed = scene.room("alice");
        closed.enters("alice").posts("for alice's eyes only");
        Participant bob = scene.room("bob").enters("bob");
        bob.posts("bob's own");

        requireResume(bob);

        bob.says("resume", "lastSeq", 0, "roomId", closed.id());

        Frame replay = bob.hearsReplay();
        expect("texts of the events", texts(replay)).toBe(List.of("bob's own"));
        expect("currentSeq", replay.number("currentSeq")).toBe(1L);
    }

    @Clause("RESUME-GAP-1")
    void leavesNoGapBetweenResumeAndLive() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        for (int i = 0; i < 30; i++) {
            alice.mutters("m" + i);
        }
        Participant bob = room.entersWith(scene.person("bob"), "?replay=off");
        bob.says("resume", "lastSeq", 0);
        for (int i = 0; i < 20; i++) {
            alice.mutters("n" + i);
        }
        String marker = scene.marker();
        alice.mutters(marker);

        List<Frame> frames = new ArrayList<>(bob.hearsBurst(
                "the marker",
                frame -> frame.is("message") && frame.text("content").equals(marker)));
        if (frames.stream().noneMatch(frame -> frame.is("replay"))) {
            frames.add(bob.hears("replay")); // live frames may overtake it
        }
        Set<Long> heard = new TreeSet<>();
        for (Frame each : frames) {
            if (each.is("message")) {
                heard.add(each.number("seq"));
            } else if (each.is("replay")) {
                each.objects("events").forEach(event -> heard.add(event.number("seq")));
            }
        }
        expect("seqs heard by resume or live", List.copyOf(heard))
                .toBe(LongStream.rangeClosed(1, 51).boxed().toList());
    }

    private static void requireResume(Participant participant) {
        participant.says("resume", "lastSeq", 0);
        Frame answer = participant.hears(
                "a replay with events, or an error",
                each -> each.is("error") || (each.is("replay") && each.has("events")));
        if (answer.is("error")) {
            throw new Skipped("target does not offer resume");
        }
    }

    private static List<String> texts(Frame replay) {
        return replay.objects("events").stream()
                .map(each -> each.object("payload").text("content"))
                .toList();
    }

    private static List<Long> numbers(List<Fields> events, String name) {
        return events.stream().map(each -> each.number(name)).toList();
    }

    private static List<String> types(List<Fields> events) {
        return events.stream().map(each -> each.text("eventType")).toList();
    }
}
