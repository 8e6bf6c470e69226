package ee.fluxychat.store;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.identity.UserId;
import ee.fluxychat.room.Entry;
import ee.fluxychat.room.RoomRecord;
import ee.fluxychat.room.Timeline;
import ee.fluxychat.room.TimelineEvent;
import ee.fluxychat.wire.ClientFrame;
import ee.fluxychat.wire.Emoji;
import ee.fluxychat.wire.ReactionOp;
import ee.fluxychat.wire.StoredMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** One group in which each write has to find what those before it did. */
final class GroupStory {

    private static final UserId ANN = new UserId("ann");
    private static final Emoji THUMB = Emoji.of("👍");

    private final GroupCommit writer;
    private final RoomRecord room;
    private final Timeline timeline;

    GroupStory(Database database, GroupCommit writer, RoomRecord room) {
        this.writer = writer;
        this.room = room;
        this.timeline = new JpaTimeline(database, writer);
    }

    /** Plays it in a room without messages of a database without messages. */
    void play() {
        CountDownLatch together = new CountDownLatch(1);
        CompletableFuture<Integer> holding = hold(writer, together);
        ClientFrame.Draft draft = new ClientFrame.Draft("said", "again-0001", null, List.of());

        List<CompletableFuture<Timeline.Appended>> appended = Stream.of(
                        new Entry.Post(ANN, draft),
                        new Entry.React(ANN, 1, THUMB, ReactionOp.ADD),
                        new Entry.MarkRead(ANN, 1),
                        new Entry.Edit(ANN, 1, "edited"),
                        new Entry.Post(ANN, draft),
                        new Entry.React(ANN, 1, THUMB, ReactionOp.ADD),
                        new Entry.Delete(ANN, 1, true),
                        new Entry.Post(ANN, draft))
                .map(entry -> timeline.append(room, entry).toCompletableFuture())
                .toList();
        together.countDown();

        assertThat(holding.join()).isEqualTo(1);
        assertThat(appended)
                .extracting(each -> each.join().isNew())
                .containsExactly(true, true, true, true, false, false, true, true);
        assertThat(message(appended.get(4)).content()).isEqualTo("edited");
        assertThat(message(appended.get(7)).id()).isGreaterThan(1);
        assertThat(timeline.history(room.key(), null, 10).messages())
                .extracting(StoredMessage::content)
                .containsExactly("said");
        assertThat(timeline.replay(room.key(), 0, null, 10).currentSeq()).isEqualTo(6);
    }

    private static StoredMessage message(CompletableFuture<Timeline.Appended> appended) {
        return ((TimelineEvent.MessagePosted) appended.join().event()).message();
    }

    /** Keeps the writer busy until then: whatever is submitted meanwhile becomes one group. */
    static CompletableFuture<Integer> hold(GroupCommit writer, CountDownLatch until) {
        return writer.submit(
                group -> {
                    try {
                        until.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    return 1;
                },
                done -> {});
    }
}
