package ee.fluxychat.room;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.wire.CloseCode;
import ee.fluxychat.wire.ServerFrame;
import ee.fluxychat.wire.StoredMessage;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoomTest {

    private static final RoomRecord RECORD =
            new RoomRecord(new RoomKey(new ProjectId("p"), new RoomId("room-1")), RoomType.GROUP, "One", 0, "epoch-7");

    private final FanOut fanOut = new FanOut();
    private final CountDownLatch emptied = new CountDownLatch(1);
    private final Room room = new Room(RECORD, fanOut, empty -> emptied.countDown());

    @AfterEach
    void stop() {
        fanOut.close();
    }

    @Test
    void greetsANewcomerInTheOrderOfTheProtocol() {
        RecordingConnection alice = join("alice", 41);

        assertThat(alice.await("subscription_count"))
                .extracting(frame -> frame.getString("type"))
                .containsExactly("location_snapshot", "subscription_succeeded", "presence", "subscription_count");
        JsonObject admitted = alice.heard().get(1);
        assertThat(admitted.getInt("seq")).isEqualTo(41);
        assertThat(admitted.getString("epoch")).isEqualTo("epoch-8"); // of the snapshot, whatever the room was before
    }

    @Test
    void tellsANewcomerWhatWasStoredAfterHisSnapshotAndNothingTwice() {
        RecordingConnection alice = new RecordingConnection("alice");
        room.attach(alice);
        room.stored(posted(41));
        room.stored(posted(42));
        room.welcome(alice, greeting(41), () -> {});
        room.stored(posted(43));

        assertThat(seqs(alice.await(frames -> seqs(frames).contains(43L)))).containsExactly(42L, 43L);
    }

    @Test
    void tellsANewcomerNothingAgainThatHisSnapshotHadBeforeTheRoomWasTold() {
        RecordingConnection bob = join("bob", 6);
        RecordingConnection alice = join("alice", 8);
        LongStream.rangeClosed(7, 9).forEach(seq -> room.stored(posted(seq)));
        RecordingConnection carol = join("carol", 9);
        room.stored(posted(10));

        assertThat(seqs(alice.await(frames -> seqs(frames).contains(10L)))).containsExactly(9L, 10L);
        assertThat(seqs(bob.await(frames -> seqs(frames).contains(10L)))).containsExactly(7L, 8L, 9L, 10L);
        assertThat(seqs(carol.await(frames -> seqs(frames).contains(10L)))).containsExactly(10L);
    }

    @Test
    void tellsInTheEndWhoIsHereHoweverMuchItGrewMeanwhile() {
        RecordingConnection alice = join("alice", 0);
        IntStream.range(0, 150).forEach(i -> join("user-" + i, 0));

        assertThat(alice.await(frames -> frames.stream()
                        .filter(frame -> frame.getString("type").equals("presence"))
                        .anyMatch(frame -> frame.getInt("online") == 151)))
                .isNotEmpty();
    }

    @Test
    void announcesNobodyWhoWasGoneBeforeHeWasGreeted() {
        RecordingConnection alice = join("alice", 0);
        RecordingConnection gone = new RecordingConnection("bob", 1);
        room.attach(gone);
        room.welcome(gone, greeting(0), () -> {});
        gone.awaitClose();
        room.tell(alice, List.of(new ServerFrame.Pong(1)));

        alice.await("pong");
        assertThat(alice.types()).doesNotContain("member_joined", "member_left");
    }

    @Test
    void livesOnWhenSomethingGoesWrongInATurn() {
        RecordingConnection alice = join("alice", 6);
        RecordingConnection bob = new RecordingConnection("bob");
        room.attach(bob);
        room.welcome(bob, greeting(6), () -> {
            throw new IllegalStateException("broken");
        });
        room.stored(posted(7));

        assertThat(seqs(alice.await(frames -> seqs(frames).contains(7L)))).containsExactly(7L);
    }

    @Test
    void tellsEverybodyTheSameOrder() {
        RecordingConnection alice = join("alice", 6);
        RecordingConnection bob = join("bob", 6);
        LongStream.rangeClosed(7, 506).forEach(seq -> room.stored(posted(seq)));

        List<Long> wanted = LongStream.rangeClosed(7, 506).boxed().toList();
        assertThat(seqs(alice.await(frames -> seqs(frames).contains(506L)))).isEqualTo(wanted);
        assertThat(seqs(bob.await(frames -> seqs(frames).contains(506L)))).isEqualTo(wanted);
    }

    @Test
    void dropsAConnectionWhoseQueueIsFullAndServesTheOthers() {
        RecordingConnection alice = join("alice", 6);
        RecordingConnection slow = new RecordingConnection("slow", 10);
        room.attach(slow);
        room.welcome(slow, greeting(6), () -> {});
        LongStream.rangeClosed(7, 206).forEach(seq -> room.stored(posted(seq)));

        slow.awaitClose();
        assertThat(slow.closed()).isEqualTo(CloseCode.TRY_AGAIN_LATER);
        alice.await(frames -> seqs(frames).contains(206L));
        alice.await("member_left");
    }

    @Test
    void announcesAUserOnceForHisFirstConnectionAndItsEnd() {
        RecordingConnection alice = join("alice", 0);
        RecordingConnection first = join("bob", 0);
        RecordingConnection second = join("bob", 0);
        second.await("subscription_count");
        room.leave(first);
        room.leave(second);

        alice.await("member_left");
        assertThat(alice.types().stream().filter("member_joined"::equals)).hasSize(1);
        assertThat(alice.types().stream().filter("member_left"::equals)).hasSize(1);
    }

    @Test
    void namesAUserWithTwoConnectionsOnce() {
        join("bob", 0);
        RecordingConnection second = join("bob", 0);

        JsonObject presence = second.await("presence").stream()
                .filter(frame -> frame.getString("type").equals("presence"))
                .findFirst()
                .orElseThrow();
        assertThat(presence.getInt("online")).isEqualTo(2);
        assertThat(presence.getJsonArray("users")).hasSize(1);
    }

    @Test
    void answersOneConnectionAfterEverythingTheRoomHeardBefore() {
        RecordingConnection alice = join("alice", 6);
        room.stored(posted(7));
        room.tell(alice, List.of(new ServerFrame.Pong(1)));

        assertThat(alice.await("pong"))
                .extracting(frame -> frame.getString("type"))
                .endsWith("message", "pong");
    }

    @Test
    void closesTheConnectionsOfARemovedMemberOnly() {
        RecordingConnection alice = join("alice", 0);
        RecordingConnection bob = join("bob", 0);
        room.terminate(new UserId("bob"), CloseCode.TERMINATED, "member removed");

        bob.awaitClose();
        assertThat(bob.closed()).isEqualTo(CloseCode.TERMINATED);
        alice.await("member_left");
        assertThat(alice.closed()).isNull();
    }

    @Test
    void reportsThatItIsEmptyWhenTheLastOneHasLeft() throws InterruptedException {
        RecordingConnection alice = join("alice", 0);
        room.leave(alice);

        assertThat(emptied.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(room.isIdle()).isTrue();
    }

    private RecordingConnection join(String user, long seq) {
        RecordingConnection connection = new RecordingConnection(user);
        room.attach(connection);
        room.welcome(connection, greeting(seq), () -> {});
        connection.await("subscription_count");
        return connection;
    }

    private static Greeting greeting(long seq) {
        return new Greeting(List.of(new ServerFrame.LocationSnapshot("room-1", 0)), seq, "epoch-8");
    }

    private static TimelineEvent posted(long seq) {
        return new TimelineEvent.MessagePosted(new StoredMessage(
                100 + seq,
                "room-1",
                "alice",
                "text " + seq,
                seq,
                null,
                null,
                null,
                null,
                seq,
                1,
                List.of(),
                List.of()));
    }

    private static List<Long> seqs(List<JsonObject> frames) {
        return frames.stream()
                .filter(frame -> frame.getString("type").equals("message"))
                .map(frame -> frame.getJsonNumber("seq").longValue())
                .toList();
    }
}
