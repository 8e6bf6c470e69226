package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;
import static ee.fluxychat.tck.client.Transport.POLL;
import static ee.fluxychat.tck.client.Transport.SSE;
import static ee.fluxychat.tck.client.Transport.WS;

import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Inbox.Closed;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Pause;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import java.time.Duration;
import java.util.List;

/** When the server ends a conversation that may not go on. */
@Chapter("Closing")
final class ClosingCases {

    private static final int POLICY = 1008;
    private static final int TOO_LONG = 256_001;

    /** The shortest life a token can be given where the kit may not sign one itself. */
    private static final Duration LONGEST_SHORT_LIFE = Duration.ofSeconds(60);

    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);

    private final Scene scene;

    ClosingCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("CLOSE-REMOVED-1")
    void closesTheConnectionsOfARemovedMember() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");
        Participant bobAgain = room.enters("bob");

        scene.admin().deletes("/rooms/" + room.id() + "/members/" + bob.id()).is(200);

        expect("close code", bob.isClosed().code()).toBe(Closed.TERMINATED);
        expect("close code of the other connection", bobAgain.isClosed().code()).toBe(Closed.TERMINATED);
        alice.hearsOf("member_left", bob.id());
        alice.stillTalks();
    }

    @Clause(
            value = "CLOSE-REMOVED-2",
            over = {WS, SSE, POLL})
    void tellsARemovedMemberNothingMore() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");

        scene.admin().deletes("/rooms/" + room.id() + "/members/" + bob.id()).is(200);
        String secret = scene.marker();
        alice.posts(secret);
        bob.mutters("still here?");

        bob.isClosed();
        expect("texts in history", room.texts(scene.person("alice"))).toBe(List.of(secret));
    }

    @Clause("CLOSE-REMOVED-2")
    void resumesNothingForARemovedMember() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");

        scene.admin().deletes("/rooms/" + room.id() + "/members/" + bob.id()).is(200);
        alice.posts(scene.marker());
        bob.says("resume", "lastSeq", 0);

        expect(
                        "what is told again to who was removed",
                        bob.hearsToTheEnd().stream()
                                .filter(each -> each.is("replay") && each.has("events"))
                                .map(Frame::toString)
                                .toList())
                .toBe(List.of());
    }

    @Clause("CLOSE-DELETED-1")
    void closesAllConnectionsOfADeletedRoom() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");

        room.isDeletedBy(scene.admin());

        expect("close code", alice.isClosed().code()).toBe(Closed.TERMINATED);
        expect("close code", bob.isClosed().code()).toBe(Closed.TERMINATED);
        scene.person("alice").gets("/api/messages?roomId=" + room.id()).refuses(403);
        Knock.by(scene, scene.person("alice"), room.id()).isRefused(403);
    }

    @Clause("CLOSE-CODE-1")
    void endsNoSessionAsARefusal() {
        Room room = scene.room("alice", "bob", "quitter");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");
        Participant quitter = room.enters("quitter");

        bob.saysText("no frame at all");
        bob.saysText("x".repeat(TOO_LONG));
        doesNotEndAsRefused(bob);
        scene.admin()
                .deletes("/rooms/" + room.id() + "/members/" + quitter.id())
                .is(200);
        doesNotEndAsRefused(quitter);
        room.isDeletedBy(scene.admin());
        doesNotEndAsRefused(alice);
    }

    private static void doesNotEndAsRefused(Participant participant) {
        participant.hearsOut();
        expect(
                        "close code, if there is one",
                        participant.ending().map(Closed::code).orElse(0))
                .notToBe(POLICY);
    }

    @Clause("CLOSE-EXPIRED-1")
    void closesAConnectionWhenItsTokenEnds() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Person shortLived = scene.shortLived("bob");
        Participant bob = room.enters(shortLived);

        Closed closed = bob.isClosed(LONGEST_SHORT_LIFE.plus(GRACE));

        expect("close code", closed.code()).toBe(Closed.TERMINATED);
        alice.hearsOf("member_left", bob.id());
        awaitsEnd(shortLived, room);
        shortLived
                .posts("/messages", "roomId", room.id(), "content", "too late")
                .is(401);
        Knock.by(scene, shortLived, room.id()).isRefused(401);
        alice.stillTalks();
    }

    /** A server may close a moment before the second is over that is the token's last. */
    private void awaitsEnd(Person shortLived, Room room) {
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (shortLived.gets("/api/messages?roomId=" + room.id()).status() != 401 && System.nanoTime() < deadline) {
            Pause.of(BETWEEN_QUESTIONS);
        }
        shortLived.gets("/api/messages?roomId=" + room.id()).is(401);
    }
}
