package ee.fluxychat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.room.Entry;
import ee.fluxychat.room.RoomId;
import ee.fluxychat.room.RoomKey;
import ee.fluxychat.room.RoomRecord;
import ee.fluxychat.room.RoomType;
import ee.fluxychat.room.TimelineEvent;
import ee.fluxychat.store.CuttingProxy.Cut;
import ee.fluxychat.wire.ClientFrame;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.StoredMessage;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What the writer makes of a database that goes away and comes back. */
class PostgresWriterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final RoomKey ROOM = new RoomKey(new ProjectId("p"), new RoomId("r"));
    private static final UserId ANN = new UserId("ann");

    private final PGSimpleDataSource direct = LocalPostgres.freshSchema();
    private final CuttingProxy proxy = new CuttingProxy(direct.getPortNumbers()[0]);
    private final BlockingQueue<StoredMessage> told = new LinkedBlockingQueue<>();
    private Database database;
    private GroupCommit writer;
    private JpaTimeline timeline;
    private RoomRecord room;

    @BeforeEach
    void open() {
        PGSimpleDataSource way = LocalPostgres.same(direct);
        way.setPortNumbers(new int[] {proxy.port()});
        way.setPrepareThreshold(0); // so that the proxy can read each commit
        database = new Database(PostgresEngine.connect(way, 2));
        writer = new GroupCommit(database, InstantSource.system());
        writer.run(group -> group.entities()
                .createNativeQuery("insert into projects (id, name, jwt_secret, created_at) values ('p', 'p', 's', 0)")
                .executeUpdate());
        room = new JpaMembers(database, writer)
                .create(ROOM, RoomType.GROUP, "r", List.of())
                .room();
        timeline = new JpaTimeline(database, writer);
        timeline.listener((key, event) -> told.add(((TimelineEvent.MessagePosted) event).message()));
    }

    @AfterEach
    void close() {
        proxy.open();
        writer.close();
        database.close();
        proxy.close();
    }

    @Test
    void tellsWhatWasCommittedThoughTheAnswerGotLost() throws Exception {
        proxy.cutsAtTheNextCommit(Cut.BEFORE_THE_ANSWER);
        var posted = timeline.append(room, post("one", "client-id-1")).toCompletableFuture();
        proxy.awaitCut();
        assertThat(awaitRefusal()).isEqualTo(ErrorCode.OVERLOADED);
        proxy.open();

        assertThat(posted.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).isNew()).isTrue();
        assertThat(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS).content()).isEqualTo("one");
        assertThat(history()).containsExactly("one");
    }

    @Test
    void storesNothingOfAGroupThatWasLostBeforeItsCommit() throws Exception {
        proxy.cutsAtTheNextCommit(Cut.BEFORE_THE_COMMIT);
        var posted = timeline.append(room, post("one", "client-id-1")).toCompletableFuture();
        proxy.awaitCut();
        awaitRefusal();
        proxy.open();

        assertThatThrownBy(posted::join).hasCauseInstanceOf(Refused.class);
        awaitPost("two");
        assertThat(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS).seq()).isEqualTo(1);
        assertThat(history()).containsExactly("two");
    }

    @Test
    void takesNothingForCommittedThatAKilledDatabaseHasLost() throws Exception {
        Engine engine = database.engine();
        try (Connection connection = direct.getConnection();
                ResultSet answer = connection.createStatement().executeQuery("select pg_current_xact_id()::text")) {
            answer.next();
            String committed = answer.getString(1);
            RoomHead asItIs = new RoomHead(room.epoch(), 0, 0);
            RoomHead asItWasLost = new RoomHead(room.epoch(), 1, 0);

            assertThat(engine.hasCommitted(committed, Map.of(ROOM, asItIs))).isTrue();
            assertThat(engine.hasCommitted(committed, Map.of(ROOM, asItWasLost)))
                    .as("the name was given again")
                    .isFalse();
            assertThat(engine.hasCommitted("4294967295", Map.of(ROOM, asItIs)))
                    .as("the name is yet to be given again")
                    .isFalse();
        }
    }

    @Test
    void findsWhatItsOwnGroupHasAppended() {
        new GroupStory(database, writer, room).play();
    }

    @Test
    void refusesToBeAskedAgainWhileTheDatabaseIsAway() {
        proxy.shut();

        assertThat(awaitRefusal()).isEqualTo(ErrorCode.OVERLOADED);
        assertThatThrownBy(this::history)
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.retryAfterSeconds())
                        .isPositive());
        assertThat(writer.isHealthy(Duration.ofSeconds(5))).isFalse();

        proxy.open();
        awaitPost("again");
        assertThat(history()).containsExactly("again");
        assertThat(writer.isHealthy(PATIENCE)).isTrue();
    }

    @Test
    void refusesToBeAskedAgainWhenAllConnectionsAreInUse() {
        List<String> answers = new ArrayList<>();
        database.read(first -> database.read(second -> {
            assertThatThrownBy(this::history)
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.OVERLOADED));
            return answers.add("refused");
        }));

        assertThat(answers).containsExactly("refused");
        assertThat(history()).isEmpty();
    }

    @Test
    void keepsASecondServerOutOfTheDatabase() {
        assertThatThrownBy(() -> SoleServer.hold(direct, Duration.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another server uses this database");

        database.close();
        SoleServer.hold(direct, PATIENCE).close();
    }

    @Test
    void storesAndReadsInOneSnapshotOverADataSourceOfTheContainers() {
        lend(2);
        awaitPost("one");

        long[] counted = database.read(entities -> {
            long before = count(entities);
            writer.run(group -> group.entities()
                    .createNativeQuery("update messages set deleted_at = 1")
                    .executeUpdate());
            return new long[] {before, count(entities)};
        });

        assertThat(counted).containsExactly(1, 1);
        assertThat(history()).isEmpty();
    }

    @Test
    void leavesTheWriterAConnectionOfADataSourceOfTheContainers() {
        lend(1);
        List<String> answers = new ArrayList<>();
        database.read(first -> {
            assertThatThrownBy(this::history)
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.OVERLOADED));
            awaitPost("written all the same");
            return answers.add("refused");
        });

        assertThat(answers).containsExactly("refused");
        assertThat(history()).containsExactly("written all the same");
    }

    @Test
    void givesTheDatabaseBackWithASessionThatTheContainersPoolKeeps() {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(direct);
            writer.close();
            database.close();
            PostgresEngine.over(pool, 2).close();

            SoleServer.hold(direct, Duration.ZERO).close();
            assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isPositive();
        }
    }

    /** Stores by a data source of the container's from now on, of which so many connections may read. */
    private void lend(int connections) {
        writer.close();
        database.close();
        database = new Database(PostgresEngine.over(direct, connections));
        writer = new GroupCommit(database, InstantSource.system());
        timeline = new JpaTimeline(database, writer);
    }

    private static long count(EntityManager entities) {
        return entities.createQuery("select count(m) from MessageEntity m where m.deletedAt is null", Long.class)
                .getSingleResult();
    }

    /** Says things until one of them is refused because the database is away. */
    private ErrorCode awaitRefusal() {
        try {
            timeline.append(room, post("refused", null)).toCompletableFuture().join();
            throw new AssertionError("it was stored");
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(Refused.class);
            return e.getCause() instanceof Refused refused ? refused.code() : ErrorCode.INTERNAL;
        }
    }

    private void awaitPost(String text) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                timeline.append(room, post(text, "client-id-2"))
                        .toCompletableFuture()
                        .join();
                return;
            } catch (CompletionException e) {
                assertThat(System.nanoTime() - until).as("time is up").isNegative();
            }
        }
    }

    private List<String> history() {
        return timeline.history(ROOM, null, 10).messages().stream()
                .map(StoredMessage::content)
                .toList();
    }

    private static Entry post(String text, @Nullable String clientMessageId) {
        return new Entry.Post(ANN, new ClientFrame.Draft(text, clientMessageId, null, List.of()));
    }
}
