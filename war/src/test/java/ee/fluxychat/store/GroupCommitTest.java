package ee.fluxychat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
        CompletableFuture<Integer> holding = writer.submit(
                group -> {
                    awaited(together);
                    return 1;
                },
                done -> {});
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

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
