package ee.fluxychat.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import ee.fluxychat.room.RoomKey;
import ee.fluxychat.store.CommitGroup.OnceKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL, over pools of our own or the container's data source. Thread-safe. */
final class PostgresEngine implements Engine {

    private static final System.Logger LOG = System.getLogger(PostgresEngine.class.getName());

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int CONNECT_SECONDS = 5;

    /** Our statements take milliseconds: who is silent for so long is not there any more. */
    private static final int SILENT_SECONDS = 30;

    /** How long a question waits for one of the pool's connections before it is refused. */
    private static final int POOL_MILLIS = 5_000;

    /** How long the writer waits for a database that is not there before it refuses what has come in. */
    private static final int WRITER_MILLIS = 1_000;

    private static final int OLDEST_MAJOR = 13;

    /**
     * Not there, going down, not ready yet, not the primary any more, without a free place, on a full disk; or held up by somebody else's lock
     * until a limit of the database's own.
     */
    private static final Set<String> GONE = Set.of(
            "57P01",
            "57P02",
            "57P03",
            "57P04",
            NoMorePrimary.STATE,
            "53300",
            "53100",
            "57014",
            "55P03",
            "40P01",
            "40001",
            "25P03");

    /** A transaction's name that is to come: it was given before the server was killed, and nothing of it is on disk. */
    private static final String NOT_GIVEN_YET = "22023";

    private static final String ONE_SNAPSHOT = "set transaction isolation level repeatable read, read only";
    private static final String POSTED_BEFORE = "select m.id from messages m"
            + " join unnest(?, ?, ?, ?) as posted(project_id, room_id, client_message_id, user_id)"
            + " on m.project_id = posted.project_id and m.room_id = posted.room_id"
            + " and m.client_message_id = posted.client_message_id and m.user_id = posted.user_id"
            + " where m.client_message_id is not null and m.deleted_at is null";

    private final DataSource readers;
    private final DataSource writers;
    private final List<AutoCloseable> pools;

    /** How many may read at a time: in one pool for everything the writer must find a connection, too. */
    private final Semaphore reading;

    private final SoleServer sole;
    private final String description;
    private volatile @Nullable Connection written;

    private PostgresEngine(
            DataSource readers,
            DataSource writers,
            List<AutoCloseable> pools,
            int connections,
            SoleServer sole,
            String description) {
        this.readers = readers;
        this.writers = writers;
        this.pools = pools;
        this.reading = new Semaphore(connections);
        this.sole = sole;
        this.description = description;
    }

    /** Connects by pools of our own: one connection writes, so many read, and one keeps other servers out. */
    static PostgresEngine connect(PGSimpleDataSource database, int connections) {
        database.setConnectTimeout(CONNECT_SECONDS);
        database.setLoginTimeout(CONNECT_SECONDS);
        database.setSocketTimeout(SILENT_SECONDS);
        database.setTcpKeepAlive(true);
        database.setReWriteBatchedInserts(true);
        database.setApplicationName("fluxy-ee");
        if (database.getTargetServerType() == null) {
            database.setTargetServerType("primary"); // never a standby, on which nothing is stored, but locks are given
        }
        String description = awaited(database);
        SoleServer sole = migrated(database);
        HikariConfig reading = pool("fluxy-readers", database, connections, POOL_MILLIS);
        reading.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        reading.setReadOnly(true);
        HikariDataSource readers = new HikariDataSource(reading);
        HikariDataSource writers = new HikariDataSource(pool("fluxy-writer", database, 1, WRITER_MILLIS));
        return new PostgresEngine(readers, writers, List.of(readers, writers), connections, sole, description);
    }

    /** Takes connections of a data source of the container's, so many at a time and two besides; it has its own settings of all the rest. */
    static PostgresEngine over(DataSource database, int connections) {
        String description = awaited(database);
        return new PostgresEngine(database, database, List.of(), connections, migrated(database), description);
    }

    private static HikariConfig pool(String name, DataSource database, int size, int patience) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(database);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(patience);
        config.setValidationTimeout(Math.min(patience, WRITER_MILLIS));
        config.setInitializationFailTimeout(-1); // it was there a moment ago
        config.setExceptionOverride(new NoMorePrimary());
        return config;
    }

    /** Brings the schema up to date, once nobody else uses it. */
    private static SoleServer migrated(DataSource database) {
        SoleServer sole = SoleServer.hold(database);
        try {
            Schema.POSTGRESQL.migrate(database);
            return sole;
        } catch (RuntimeException e) {
            sole.close(); // or the next attempt would find the database in use
            throw e;
        }
    }

    /** Waits for the database, and says what it promises. */
    private static String awaited(DataSource database) {
        long until = System.nanoTime() + START.toNanos();
        for (boolean isFirst = true; ; isFirst = false) {
            try (Connection connection = database.getConnection()) {
                return described(connection);
            } catch (SQLException e) {
                if (!isGone(e) || System.nanoTime() - until > 0) {
                    throw new IllegalStateException("the database cannot be used: " + e.getMessage(), e);
                }
                if (isFirst) {
                    LOG.log(
                            System.Logger.Level.INFO,
                            "waits up to " + START.toSeconds() + " s for the database: " + e.getMessage());
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static String described(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        int major = connection.getMetaData().getDatabaseMajorVersion();
        if (!product.equals("PostgreSQL") || major < OLDEST_MAJOR) {
            throw new IllegalStateException("the database is " + product + " "
                    + connection.getMetaData().getDatabaseProductVersion() + ", but must be PostgreSQL " + OLDEST_MAJOR
                    + " or newer");
        }
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("select current_setting('server_version'),"
                        + " current_setting('fsync'), current_setting('synchronous_commit'),"
                        + " current_database(), current_schema()")) {
            answer.next();
            String commit = answer.getString(3).equals("off") ? "on" : answer.getString(3); // see LockedHeads
            return "PostgreSQL " + answer.getString(1) + ", database " + answer.getString(4) + ", schema "
                    + answer.getString(5) + ", synchronous_commit=" + commit
                    + (answer.getString(2).equals("on")
                            ? ": an echoed message survives a power cut"
                            : ", fsync=off: a power cut may cost echoed messages");
        }
    }

    @Override
    public Connection reading() throws SQLException {
        takePlace();
        Connection connection;
        try {
            connection = readers.getConnection();
        } catch (SQLException | RuntimeException e) {
            reading.release();
            throw e;
        }
        if (pools.isEmpty()) {
            limitSilence(connection);
            try (Statement statement = begun(connection).createStatement()) {
                statement.execute(ONE_SNAPSHOT);
            } catch (SQLException e) {
                release(connection);
                throw e;
            }
        }
        return connection;
    }

    private void takePlace() throws SQLException {
        try {
            if (!reading.tryAcquire(POOL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new SQLTransientConnectionException("all connections that read are in use");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted", e);
        }
    }

    private static Connection begun(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public Connection writing() throws SQLException {
        if (!sole.isAlone()) {
            throw new SQLTransientConnectionException("another server uses this database");
        }
        Connection connection = writers.getConnection();
        if (pools.isEmpty()) {
            limitSilence(connection);
        }
        written = connection;
        return connection;
    }

    /** Our own pools have it as a property. */
    private static void limitSilence(Connection connection) {
        try {
            connection.setNetworkTimeout(
                    Runnable::run, (int) Duration.ofSeconds(SILENT_SECONDS).toMillis());
        } catch (SQLException | AbstractMethodError notByThisPool) {
            LOG.log(System.Logger.Level.DEBUG, "the container's connections have no limit of their own", notByThisPool);
        }
    }

    @Override
    public boolean isAlone() {
        return sole.isAlone();
    }

    @Override
    public void release(Connection connection) {
        if (connection == written) {
            written = null;
        } else {
            reading.release();
        }
        if (pools.isEmpty()) {
            try { // a container's pool need not set it back
                connection.setAutoCommit(true);
            } catch (SQLException broken) {
                LOG.log(System.Logger.Level.DEBUG, "a connection broke", broken);
            }
        }
        Engine.close(connection);
    }

    @Override
    public boolean isLost(Throwable failure) {
        return isGone(failure);
    }

    private static boolean isGone(Throwable failure) {
        Throwable each = failure;
        for (int depth = 0; each != null && depth < 20; depth++) {
            if (each instanceof SQLException sql && isGone(sql)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    private static boolean isGone(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLRecoverableException
                || (state != null && (state.startsWith("08") || GONE.contains(state)));
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    /** A server that was killed may give a name again that it had given to what it lost: then the heads are not as they were left. */
    @Override
    public boolean hasCommitted(@Nullable String transaction, Map<RoomKey, RoomHead> heads) throws SQLException {
        try (Connection connection = writers.getConnection()) {
            String status = status(connection, transaction);
            if (status.equals("in progress")) {
                throw new SQLTransientConnectionException("its server process has not noticed the loss yet");
            }
            return status.equals("committed") && RoomHead.areStored(connection, heads);
        }
    }

    private static String status(Connection connection, @Nullable String transaction) throws SQLException {
        try (PreparedStatement question = connection.prepareStatement("select coalesce(pg_xact_status(?::xid8), '')")) {
            question.setString(1, transaction);
            try (ResultSet answer = question.executeQuery()) {
                answer.next();
                return answer.getString(1);
            }
        } catch (SQLException e) {
            if (NOT_GIVEN_YET.equals(e.getSQLState())) {
                return "aborted";
            }
            throw e;
        }
    }

    @Override
    public RoomHeads heads() {
        return new LockedHeads(sole);
    }

    @Override
    public List<Long> postedBefore(Connection connection, Collection<OnceKey> keys) throws SQLException {
        List<Long> found = new ArrayList<>();
        try (PreparedStatement question = connection.prepareStatement(POSTED_BEFORE)) {
            List<Function<OnceKey, String>> columns = List.of(
                    each -> each.room().project().value(),
                    each -> each.room().room().value(),
                    OnceKey::clientMessageId,
                    OnceKey::user);
            for (int i = 0; i < columns.size(); i++) {
                question.setArray(
                        i + 1,
                        connection.createArrayOf(
                                "text", keys.stream().map(columns.get(i)).toArray()));
            }
            try (ResultSet answer = question.executeQuery()) {
                while (answer.next()) {
                    found.add(answer.getLong(1));
                }
            }
        }
        return found;
    }

    @Override
    public DataSource source() {
        return writers;
    }

    @Override
    public Optional<String> dialect() {
        return Optional.empty();
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public void close() {
        for (AutoCloseable each : pools) {
            try {
                each.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.DEBUG, "a pool did not close cleanly", e);
            }
        }
        sole.close();
    }
}
