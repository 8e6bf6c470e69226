package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.cases.Crash.Said;
import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Scene;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What a server that was killed without warning still knows when it is back. */
@Chapter("After a crash")
final class DurabilityCases {

    private final Scene scene;

    DurabilityCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("DUR-START-1")
    void startsAgainByItself() {
        Crash.of(scene);

        scene.anonymous("GET", "/health").send().is(200);
    }

    @Clause("DUR-ACK-1")
    void keepsEveryMessageThatItsSenderHeard() {
        Crash crash = Crash.of(scene);

        expect("echoed messages that are not in history", missing(crash, crash.echoed()))
                .toBe(List.of());
    }

    @Clause("DUR-ACK-2")
    void keepsEveryPostThatItAnswered() {
        Crash crash = Crash.of(scene);

        crash.answered().forEach((key, id) -> {
            List<Long> stored = crash.stored().stream()
                    .filter(each -> each.key().equals(key))
                    .map(Said::id)
                    .toList();
            expect("ids of the post " + key + " in history", stored).toBe("with " + id, each -> each.contains(id));
        });
    }

    @Clause("DUR-ACK-3")
    void keepsWhateverAnybodyHeard() {
        Crash crash = Crash.of(scene);

        expect("heard messages that are not in history", missing(crash, crash.heard()))
                .toBe(List.of());
    }

    private static List<Said> missing(Crash crash, List<Said> told) {
        Set<Long> stored = crash.stored().stream().map(Said::id).collect(Collectors.toSet());
        return told.stream()
                .filter(each -> !stored.contains(each.id()) && each.id() != crash.deleted())
                .toList();
    }

    @Clause("DUR-ONCE-1")
    void doublesNothing() {
        Set<String> seen = new HashSet<>();

        List<String> twice = Crash.of(scene).stored().stream()
                .map(Said::key)
                .filter(key -> !key.isEmpty() && !seen.add(key))
                .toList();

        expect("keys that history has twice", twice).toBe(List.of());
    }

    @Clause("DUR-ORDER-1")
    void keepsTheOrderTheIdsAndTheTimes() {
        Crash crash = Crash.of(scene);
        Set<Long> heard = crash.heard().stream().map(Said::id).collect(Collectors.toSet());

        List<Said> stored = crash.stored().stream()
                .filter(each -> heard.contains(each.id()))
                .toList();

        expect("history of what was heard", stored).toBe(crash.heard());
    }

    @Clause("DUR-TORN-1")
    void keepsMessagesWholeOrNotAtAll() {
        for (Fields each : Crash.of(scene).history()) {
            String key = each.says("clientMessageId") ? each.text("clientMessageId") : "";
            if (key.startsWith("cmsg_crash-")) {
                String number = key.substring("cmsg_crash-x".length());
                expect("content of " + key, each.text("content"))
                        .toBe((key.startsWith("cmsg_crash-s") ? "socket " : "rest ") + number);
                each.time("createdAt");
            }
        }
    }

    @Clause("DUR-CHANGE-1")
    void keepsEditsDeletionsReactionsAndReadMarks() {
        Crash crash = Crash.of(scene);
        Person alice = scene.person("alice");

        expect("text of the edited message", textOf(crash, crash.edited())).toBe(List.of("edited"));
        expect("the deleted message", textOf(crash, crash.deleted())).toBe(List.of());
        expect(
                        "lastReadMessageId",
                        alice.gets("/rooms/" + crash.roomId() + "/unread")
                                .is(200)
                                .json()
                                .number("lastReadMessageId"))
                .toBe(crash.reacted());
        List<Fields> newer = crash.history().stream()
                .filter(each -> each.number("id") > crash.reacted())
                .limit(1)
                .toList();
        String before = newer.isEmpty() ? "" : "&before=" + newer.get(0).text("createdAt");
        expect(
                        "reactions to the message",
                        crash.room(scene)
                                .page(alice, before)
                                .object("reactions")
                                .object(String.valueOf(crash.reacted()))
                                .number("👍"))
                .toBe(1L);
    }

    private static List<String> textOf(Crash crash, long id) {
        return crash.stored().stream()
                .filter(each -> each.id() == id)
                .map(Said::content)
                .toList();
    }

    @Clause("DUR-ID-1")
    void givesNoIdTwice() {
        Crash crash = Crash.of(scene);
        long highest = Stream.concat(crash.stored().stream(), crash.heard().stream())
                .mapToLong(Said::id)
                .max()
                .orElse(0);

        long next = crash.room(scene).enters("alice").posts("after the crash").number("id");

        expect("the first id after the restart", next).toBe("greater than " + highest, each -> each > highest);
    }

    @Clause("DUR-SEQ-1")
    void goesOnCountingWithoutAHole() {
        Crash crash = Crash.of(scene);

        List<Long> seqs = crash.room(scene).enters("bob").resumesToTheEnd(0).stream()
                .map(each -> each.number("seq"))
                .toList();
        long next = crash.room(scene).enters("alice").posts("and on").number("seq");

        expect("seqs after the restart", seqs)
                .toBe(LongStream.rangeClosed(1, seqs.size()).boxed().toList());
        expect("the next seq", next).toBe(seqs.size() + 1L);
    }

    @Clause("DUR-IDEM-1")
    void knowsARetryOfWhatItHadStored() {
        Crash crash = Crash.of(scene);
        Said last = crash.echoed().get(crash.echoed().size() - 1);

        Fields again = scene.person("alice")
                .posts(
                        "/messages",
                        "roomId",
                        crash.room(scene).id(),
                        "content",
                        "another text",
                        "clientMessageId",
                        last.key())
                .is(200)
                .json()
                .object("message");

        expect("id", again.number("id")).toBe(last.id());
        expect("content", again.text("content")).toBe(last.content());
    }

    @Clause("DUR-IDEM-2")
    void endsEveryRetryWithOneMessage() {
        Crash crash = Crash.of(scene);
        Person alice = scene.person("alice");
        List<String> keys = IntStream.range(0, Crash.MESSAGES)
                .mapToObj(Crash::socketKey)
                .sorted()
                .toList();

        for (int i = 0; i < Crash.MESSAGES; i++) {
            String room = crash.roomId();
            alice.posts("/messages", "roomId", room, "content", "socket " + i, "clientMessageId", Crash.socketKey(i))
                    .is(200);
        }

        List<String> stored = new ArrayList<>();
        for (Fields each : crash.room(scene).walk(alice, 200)) {
            if (each.says("clientMessageId") && each.text("clientMessageId").startsWith("cmsg_crash-s")) {
                stored.add(each.text("clientMessageId"));
            }
        }
        expect("keys in history", stored.stream().sorted().toList()).toBe(keys);
    }

    @Clause("DUR-RESUME-1")
    void resumesFromBeforeTheCrash() {
        Frame replay = Crash.of(scene).room(scene).enters("bob").resumesFrom(3);

        if (replay.flag("recovered")) {
            expect("the first seq told", replay.objects("events").get(0).number("seq"))
                    .toBe(4L);
        }
    }

    @Clause("DUR-ROOM-1")
    void keepsRoomsAndMembers() {
        List<String> members = Crash.of(scene).room(scene).members(scene.person("bob")).stream()
                .sorted()
                .toList();

        expect("members", members)
                .toBe(Stream.of("alice", "bob", "carol")
                        .map(each -> scene.person(each).id())
                        .sorted()
                        .toList());
    }

    @Clause("DUR-TOKEN-1")
    void believesTheTokensOfBefore() {
        Crash crash = Crash.of(scene);

        scene.person("alice").gets("/api/messages?roomId=" + crash.roomId()).is(200);
    }

    @Clause("DUR-PRES-1")
    void namesNobodyWhoHasNotComeBack() {
        Participant bob = Crash.of(scene).silent(scene).enters("bob");

        expect("users", bob.hears("presence").texts("users").stream().distinct().toList())
                .toBe(List.of(bob.id()));
    }
}
