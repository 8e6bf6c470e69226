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
import ee.fluxychat.wire.ClientFrame;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.StoredMessage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

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
        CompletableFuture<Integer> holding = GroupStory.hold(writer, together);
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
        new GroupStory(database, writer, room()).play();
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
    void tellsOfWhatIsStoredThoughSomebodyCouldNotBeTold() {
        CountDownLatch together = new CountDownLatch(1);
        CompletableFuture<Integer> holding = GroupStory.hold(writer, together);
        CompletableFuture<Integer> first = writer.submit(allocator("first"), done -> {
            throw new OutOfMemoryError("as if there were no room to tell it");
        });
        CompletableFuture<Integer> second = writer.submit(allocator("second"), done -> {});
        together.countDown();

        assertThat(List.of(holding.join(), first.join(), second.join())).containsExactly(1, 1, 1);
        assertThat(allocators()).containsOnlyOnce("first", "second");
    }

    @Test
    void refusesWhileTheDiskIsFullAndStoresOnceThereIsRoomAgain() throws SQLException {
        RoomRecord room = room();
        Timeline timeline = new JpaTimeline(database, writer);
        limitPages(1); // no page more than it has
        List<String> acknowledged = new ArrayList<>();
        String text = "x".repeat(4_000);
        int refused = 0;
        for (int i = 0; refused == 0 && i < 1_000; i++) {
            try {
                timeline.append(room, post(text + i)).toCompletableFuture().join();
                acknowledged.add(text + i);
            } catch (CompletionException e) {
                assertThat(e.getCause()).isInstanceOfSatisfying(Refused.class, each -> assertThat(each.code())
                        .isEqualTo(ErrorCode.OVERLOADED));
                refused++;
            }
        }
        assertThat(refused).isEqualTo(1);
        limitPages(1_000_000);
        while (!writer.isHealthy(PATIENCE)) {
            Thread.onSpinWait(); // what waited beside the refused one is refused as well
        }

        for (int i = 0; i < 3; i++) {
            timeline.append(room, post("room again " + i)).toCompletableFuture().join();
            acknowledged.add("room again " + i);
        }

        assertThat(timeline.history(room.key(), null, 500).messages())
                .extracting(StoredMessage::content)
                .containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(timeline.replay(room.key(), 0, null, 10).currentSeq()).isEqualTo(acknowledged.size());
    }

    private void limitPages(int most) throws SQLException {
        try (Statement statement = database.engine().writing().createStatement()) {
            statement.execute("pragma max_page_count = " + most);
        }
    }

    @Test
    void writesByAnotherConnectionOnceTheDriverTakesATransactionForBegunThatIsNot() throws SQLException {
        Connection broken = database.engine().writing();
        broken.setAutoCommit(false);

        writer.run(allocator("after"));

        assertThat(broken.isClosed()).isTrue();
        assertThat(allocators()).contains("after");
    }

    @Test
    void opensItsConnectionAgainThoughTheLastAttemptHasFailed() throws SQLException {
        database.engine().writing().close();

        writer.run(allocator("after"));

        assertThat(allocators()).contains("after");
    }

    private static Entry post(String text) {
        return new Entry.Post(new UserId("ann"), new ClientFrame.Draft(text, null, null, List.of()));
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
}
