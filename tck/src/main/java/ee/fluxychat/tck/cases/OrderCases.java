package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;
import static ee.fluxychat.tck.client.Transport.POLL;
import static ee.fluxychat.tck.client.Transport.SSE;
import static ee.fluxychat.tck.client.Transport.WS;

import ee.fluxychat.tck.cases.Storm.Heard;
import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** One room, one order: the same for everybody, for history and for resume. */
@Chapter("Order")
final class OrderCases {

    private final Scene scene;

    OrderCases(Scene scene) {
        this.scene = scene;
    }

    @Clause(
            value = "ORDER-SAME-1",
            over = {WS, SSE})
    void tellsEverybodyTheSameOrder() {
        sameOrderEverywhere(Storm.heardAs(scene));
    }

    @Clause("ORDER-SAME-2")
    void tellsEverybodyTheSameOrderOverBothTransports() {
        sameOrderEverywhere(Storm.mixed(scene));
    }

    private static void sameOrderEverywhere(Storm storm) {
        for (int i = 1; i < storm.readers().size(); i++) {
            expect("what reader " + i + " hears", storm.readers().get(i)).toBe(storm.first());
        }
    }

    @Clause(
            value = "ORDER-FIFO-1",
            over = {WS, SSE, POLL})
    void keepsEachSendersOwnOrder() {
        eachSendersOrder(Storm.heardAs(scene));
    }

    @Clause("ORDER-FIFO-2")
    void keepsEachSendersOwnOrderOverBothTransports() {
        eachSendersOrder(Storm.mixed(scene));
    }

    private void eachSendersOrder(Storm storm) {
        storm.outOfTurn(scene).ifPresent(wrong -> {
            throw new Mismatch("what is heard of " + wrong.author(), "\"" + wrong.due() + "\" next", wrong.heard());
        });
    }

    @Clause("ORDER-SEQ-1")
    void countsWithoutAHole() {
        noHole(Storm.overSockets(scene));
        noHole(Storm.mixed(scene));
    }

    private static void noHole(Storm storm) {
        List<Long> counted = LongStream.rangeClosed(1, (long) Storm.TALKERS * storm.each())
                .boxed()
                .toList();
        expect("seq as heard", storm.seqs()).toBe(counted);
    }

    @Clause(
            value = "ORDER-ONCE-1",
            over = {WS, SSE, POLL})
    void tellsNothingTwice() {
        List<Long> ids = Storm.heardAs(scene).first().stream().map(Heard::id).toList();

        expect("different ids", ids.stream().distinct().count()).toBe((long) ids.size());
    }

    @Clause("ORDER-ID-1")
    void raisesIdsWithTheOrder() {
        List<Long> ids = Storm.mixed(scene).first().stream().map(Heard::id).toList();

        expect("ids as heard", ids).toBe(ids.stream().sorted().toList());
    }

    @Clause(
            value = "ORDER-HIST-1",
            over = {WS, SSE})
    void keepsTheSameOrderInHistory() {
        isKept(Storm.heardAs(scene));
        if (scene.transport() == WS) {
            isKept(Storm.mixed(scene));
        }
    }

    private static void isKept(Storm storm) {
        expect("history, oldest first", storm.history()).toBe(storm.first());
    }

    @Clause("ORDER-RESUME-1")
    void resumesInTheSameOrder() {
        for (Storm storm : List.of(Storm.overSockets(scene), Storm.mixed(scene))) {
            List<Heard> resumed = scene.roomCalled(storm.roomId()).enters("talker0").resumesToTheEnd(0).stream()
                    .filter(event -> event.text("eventType").equals("create"))
                    .map(Heard::ofEvent)
                    .toList();
            expect("messages of resume", resumed).toBe(storm.first());
        }
    }

    @Clause(
            value = "ORDER-TIME-1",
            over = {WS, SSE, POLL})
    void neverGoesBackInTime() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");
        for (int i = 0; i < 40; i++) {
            alice.mutters("a" + i);
            bob.mutters("b" + i);
        }
        int[] heard = {0};
        List<Instant> live = alice.hearsBurst("80 messages", each -> each.is("message") && ++heard[0] == 80).stream()
                .filter(each -> each.is("message"))
                .map(each -> each.time("createdAt"))
                .toList();
        List<Instant> kept = new ArrayList<>();
        room.walk(scene.person("bob"), 30).forEach(each -> kept.add(0, each.time("createdAt")));

        expect("times as heard", live).toBe(live.stream().sorted().toList());
        expect("times in history", kept).toBe(live);
    }

    @Clause(
            value = "ORDER-CHANGE-1",
            over = {WS, SSE})
    void tellsChangesAfterTheirMessageAndInOneOrder() {
        Room room = scene.room("alice", "bob", "carol");
        List<Participant> listeners = List.of(room.enters("carol"), room.enters("alice"), room.enters("bob"));
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");
        long first = alice.posts("alice's draft").number("id");
        long second = bob.posts("bob's draft").number("id");

        for (int i = 0; i < 8; i++) {
            alice.says("edit", "messageId", first, "content", "alice's version " + i);
            bob.says("edit", "messageId", second, "content", "bob's version " + i);
        }
        alice.says("delete", "messageId", first);
        bob.says("delete", "messageId", second);

        List<String> told = changes(listeners.get(0));
        for (Participant each : listeners.subList(1, 3)) {
            expect("changes that " + each.id() + " hears", changes(each)).toBe(told);
        }
        for (long id : List.of(first, second)) {
            List<String> ofOne =
                    told.stream().filter(each -> each.endsWith(" of " + id)).toList();
            expect("first that is told of a message", ofOne.get(0)).toBe("message of " + id);
            expect("last that is told of it", ofOne.get(ofOne.size() - 1)).toBe("delete of " + id);
        }
    }

    /** What is told of two messages until both are deleted. */
    private static List<String> changes(Participant listener) {
        int[] deletions = {0};
        return listener.hearsBurst("two deletions", each -> each.is("delete") && ++deletions[0] == 2).stream()
                .filter(each -> each.is("message", "edit", "delete") && !isSoftened(each))
                .map(each -> (each.is("edit") ? "edit to " + each.text("content") : each.type()) + " of "
                        + each.number("id"))
                .toList();
    }

    /** A server may tell a deletion as an edit, too, for clients that pass over deletions (protocol 6). */
    private static boolean isSoftened(Frame frame) {
        return frame.is("edit") && frame.text("content").equals("[deleted]");
    }

    @Clause("ORDER-MIXED-1")
    void answersARestPostAfterTheSocketFramesBeforeIt() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");
        Person rest = scene.person("alice");

        List<String> said = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            alice.posts("socket " + i);
            rest.posts("/messages", "roomId", room.id(), "content", "rest " + i).is(200);
            said.add("socket " + i);
            said.add("rest " + i);
        }

        List<String> heard =
                bob
                        .hearsBurst(
                                "rest 9",
                                each -> each.is("message")
                                        && each.text("content").equals("rest 9"))
                        .stream()
                        .filter(each -> each.is("message"))
                        .map(each -> each.text("content"))
                        .toList();
        expect("texts that bob hears", heard).toBe(said);
    }
}
