package ee.fluxychat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.room.Entry;
import ee.fluxychat.room.Members;
import ee.fluxychat.room.RoomId;
import ee.fluxychat.room.RoomKey;
import ee.fluxychat.room.RoomRecord;
import ee.fluxychat.room.RoomType;
import ee.fluxychat.room.Timeline;
import ee.fluxychat.room.TimelineEvent;
import ee.fluxychat.wire.ClientFrame;
import ee.fluxychat.wire.Emoji;
import ee.fluxychat.wire.ReactionOp;
import ee.fluxychat.wire.StoredMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final UserId ANN = new UserId("ann");

    @TempDir
    Path folder;

    private Database database;
    private GroupCommit writer;

    @BeforeEach
    void open() {
        database = new Database(SqliteEngine.open(folder));
        writer = new GroupCommit(database, InstantSource.system());
    }

    @AfterEach
    void close() {
        writer.close();
        database.close();
    }

    @Test
    void failsTheOneWriteOfAGroupThatSpoilsItAndStoresTheOthers() {
        CountDownLatch together = new CountDownLatch(1);
        CompletableFuture<Integer> holding = hold(together);
        List<CompletableFuture<Integer>> writes = new ArrayList<>();
        for (String name : List.of("one", "two", "one", "three")) {
            writes.add(writer.submit(allocator(name), done -> {}));
        }
        together.countDown();

        assertThat(holding.join()).isEqualTo(1);
        assertThat(writes.get(0).join()).isEqualTo(1);
        assertThat(writes.get(1).join()).isEqualTo(1);
        assertThat(writes.get(2)).failsWithin(PATIENCE);
        assertThat(writes.get(3).join()).isEqualTo(1);
        assertThat(allocators()).contains("one", "two", "three");
    }

    @Test
    void findsWhatItsOwnGroupHasAppended() {
        RoomRecord room = room();
        Timeline timeline = new JpaTimeline(database, writer);
        CountDownLatch together = new CountDownLatch(1);
        CompletableFuture<Integer> holding = hold(together);
        ClientFrame.Draft draft = new ClientFrame.Draft("said", "again-0001", null, List.of());
        Emoji thumb = Emoji.of("👍");

        List<CompletableFuture<Timeline.Appended>> appended = Stream.of(
                        new Entry.Post(ANN, draft),
                        new Entry.React(ANN, 1, thumb, ReactionOp.ADD),
                        new Entry.MarkRead(ANN, 1),
                        new Entry.Edit(ANN, 1, "edited"),
                        new Entry.Post(ANN, draft),
                        new Entry.React(ANN, 1, thumb, ReactionOp.ADD),
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
        assertThat(message(appended.get(7)).id()).isEqualTo(2);
        assertThat(timeline.history(room.key(), null, 10).messages())
                .extracting(StoredMessage::content)
                .containsExactly("said");
        assertThat(timeline.replay(room.key(), 0, null, 10).events()).hasSize(6);
    }

    private static StoredMessage message(CompletableFuture<Timeline.Appended> appended) {
        return ((TimelineEvent.MessagePosted) appended.join().event()).message();
    }

    private RoomRecord room() {
        writer.run(group -> group.entities()
                .createNativeQuery("insert into projects (id, name, jwt_secret, created_at) values ('p', 'p', 's', 0)")
                .executeUpdate());
        Members members = new JpaMembers(database, writer);
        RoomKey key = new RoomKey(new ProjectId("p"), new RoomId("r"));
        members.create(key, RoomType.GROUP, "r", List.of());
        return members.room(key).orElseThrow();
    }

    @Test
    void keepsNothingOfAWriteThatAnErrorEnds() {
        GroupCommit.Write<Integer> broken = group -> {
            allocator("half").apply(group);
            throw new StackOverflowError("as if there were no end");
        };

        assertThatThrownBy(() -> writer.submit(broken, done -> {}).join()).hasCauseInstanceOf(StackOverflowError.class);
        writer.run(allocator("next"));

        assertThat(allocators()).contains("next").doesNotContain("half");
    }

    @Test
    void isWellAgainOnceSomethingIsStored() {
        assertThat(writer.isHealthy(PATIENCE)).isTrue();
        assertThatThrownBy(() -> writer.run(group -> group.entities()
                        .createNativeQuery("insert into nowhere values (1)")
                        .executeUpdate()))
                .isInstanceOf(RuntimeException.class);

        assertThat(writer.isHealthy(PATIENCE)).isTrue();
    }

    @Test
    void isNotWellWhileNothingCanBeStored() {
        writer.run(group ->
                group.entities().createNativeQuery("drop table id_allocators").executeUpdate());
        assertThatThrownBy(() -> writer.run(allocator("one"))).isInstanceOf(RuntimeException.class);

        assertThat(writer.isHealthy(PATIENCE)).isFalse();
    }

    @Test
    void isNotWellOnceItIsClosed() {
        writer.close();

        assertThat(writer.isHealthy(PATIENCE)).isFalse();
        assertThat(writer.submit(allocator("late"), done -> {})).failsWithin(PATIENCE);
    }

    /** Adds a row whose key may be there only once. */
    private static GroupCommit.Write<Integer> allocator(String name) {
        return group -> group.entities()
                .createNativeQuery("insert into id_allocators (name, last_id) values (:name, 0)")
                .setParameter("name", name)
                .executeUpdate();
    }

    private List<String> allocators() {
        return database.read(entities -> entities.createQuery("select a.name from AllocatorEntity a", String.class)
                .getResultList());
    }

    /** Keeps the writer busy until then: whatever is submitted meanwhile becomes one group. */
    private CompletableFuture<Integer> hold(CountDownLatch until) {
        return writer.submit(
                group -> {
                    awaited(until);
                    return 1;
                },
                done -> {});
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
