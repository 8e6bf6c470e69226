package ee.fluxychat.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import ee.fluxychat.identity.SecretFile;
import ee.fluxychat.room.RoomKey;
import ee.fluxychat.store.CommitGroup.OnceKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/** SQLite in a file: one connection that writes, a pool that reads. Thread-safe. */
final class SqliteEngine implements Engine {

    private static final int READERS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    private static final int BUSY_MILLIS = 10_000;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final Set<Integer> TAKES_NOTHING = Set.of(
            SQLiteErrorCode.SQLITE_BUSY.code,
            SQLiteErrorCode.SQLITE_READONLY.code,
            SQLiteErrorCode.SQLITE_IOERR.code,
            SQLiteErrorCode.SQLITE_FULL.code,
            SQLiteErrorCode.SQLITE_CANTOPEN.code);

    private static final String POSTED_BEFORE = "select id from messages where project_id = ? and room_id = ?"
            + " and client_message_id = ? and user_id = ? and deleted_at is null";

    private final FileChannel lock;
    private final DataSource writers;
    private final HikariDataSource readers;
    private volatile Connection writer;

    private SqliteEngine(FileChannel lock, DataSource writers, Connection writer, HikariDataSource readers) {
        this.lock = lock;
        this.writers = writers;
        this.writer = writer;
        this.readers = readers;
    }

    /** Opens {@code fluxy.db} in the folder, creating both, brings the schema up to date, and keeps other servers out of the file. */
    static SqliteEngine open(Path folder) {
        try {
            SecretFile.createFolder(folder);
            SecretFile.create(folder.resolve("fluxy.lock")); // whoever else could open it could keep us out
            FileChannel lock = lock(folder.resolve("fluxy.lock"));
            try {
                return open(folder.resolve("fluxy.db").toAbsolutePath(), lock);
            } catch (IOException | SQLException | RuntimeException e) {
                lock.close(); // or the next attempt would find the folder in use
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the data folder " + folder.toAbsolutePath()
                            + " cannot be used: set FLUXY_DATA to one that this account may write",
                    e);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot open the database in " + folder.toAbsolutePath(), e);
        }
    }

    private static SqliteEngine open(Path file, FileChannel lock) throws IOException, SQLException {
        // the projects' signing secrets are in it; SQLite gives its journal the same permissions
        SecretFile.create(file);
        SQLiteDataSource writing = dataSource(file, "IMMEDIATE");
        Schema.SQLITE.migrate(writing);
        Connection writer = writing.getConnection();
        requireWriteAheadLog(writer);
        return new SqliteEngine(lock, writing, writer, pool(dataSource(file, "DEFERRED")));
    }

    /** Without it, as on many network drives, who reads would hold up who writes. */
    private static void requireWriteAheadLog(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet mode = statement.executeQuery("pragma journal_mode")) {
            if (!mode.next() || !mode.getString(1).equalsIgnoreCase("wal")) {
                connection.close();
                throw new SQLException("no write-ahead log on this file system: choose a folder on a local disk");
            }
        }
    }

    /** Two servers on one file would each keep an order of their own. */
    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            held = null;
        }
        if (held == null) {
            channel.close();
            throw new IllegalStateException("another server uses the data folder "
                    + file.toAbsolutePath().getParent() + ": stop that one, or set FLUXY_DATA to another folder");
        }
        return channel;
    }

    // as driver properties: of an initial SQL text only the first PRAGMA would be applied
    private static SQLiteDataSource dataSource(Path file, String transactionMode) {
        Properties pragmas = new Properties();
        pragmas.setProperty("journal_mode", "WAL");
        pragmas.setProperty("synchronous", "FULL"); // the echo promises that the message survives a power cut
        pragmas.setProperty("busy_timeout", Integer.toString(BUSY_MILLIS));
        pragmas.setProperty("foreign_keys", "true");
        pragmas.setProperty("transaction_mode", transactionMode);
        SQLiteDataSource source = new SQLiteDataSource(new SQLiteConfig(pragmas));
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static HikariDataSource pool(SQLiteDataSource source) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("fluxy-readers");
        config.setDataSource(source);
        config.setMaximumPoolSize(READERS);
        config.setConnectionTimeout(BUSY_MILLIS);
        return new HikariDataSource(config);
    }

    @Override
    public Connection reading() throws SQLException {
        return readers.getConnection();
    }

    /** After a commit, a begin or a rollback that failed the driver may take a transaction for begun that is not: then a new one. */
    @Override
    public Connection writing() throws SQLException {
        if (writer.isClosed() || !writer.getAutoCommit()) { // closed where the last attempt to open it has failed
            Engine.close(writer);
            writer = writers.getConnection();
        }
        return writer;
    }

    /** The file is locked for as long as it is open. */
    @Override
    public boolean isAlone() {
        return true;
    }

    @Override
    public void release(Connection connection) {
        if (connection != writer) {
            Engine.close(connection);
        }
    }

    /** The disk is full or fails, or somebody else's program has the file locked. */
    @Override
    public boolean isLost(Throwable failure) {
        Throwable each = failure;
        for (int depth = 0; each != null && depth < 20; depth++) {
            if (each instanceof SQLException sql && TAKES_NOTHING.contains(sql.getErrorCode() & 0xFF)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    /** By the heads, which nobody else moves. */
    @Override
    public boolean hasCommitted(@Nullable String transaction, Map<RoomKey, RoomHead> heads) throws SQLException {
        Connection connection = reading();
        try {
            return !heads.isEmpty() && RoomHead.areStored(connection, heads);
        } finally {
            release(connection);
        }
    }

    @Override
    public RoomHeads heads() {
        return new RememberedHeads();
    }

    /** By one prepared statement that is asked again and again: a query of many parameters costs more than all answers. */
    @Override
    public List<Long> postedBefore(Connection connection, Collection<OnceKey> keys) throws SQLException {
        List<Long> found = new ArrayList<>();
        try (PreparedStatement question = connection.prepareStatement(POSTED_BEFORE)) {
            for (OnceKey each : keys) {
                question.setString(1, each.room().project().value());
                question.setString(2, each.room().room().value());
                question.setString(3, each.clientMessageId());
                question.setString(4, each.user());
                try (ResultSet answer = question.executeQuery()) {
                    if (answer.next()) {
                        found.add(answer.getLong(1));
                    }
                }
            }
        }
        return found;
    }

    @Override
    public DataSource source() {
        return readers;
    }

    @Override
    public Optional<String> dialect() {
        return Optional.of("org.hibernate.community.dialect.SQLiteDialect");
    }

    @Override
    public String description() {
        return "SQLite " + version() + ", write-ahead log, synchronous=FULL: an echoed message survives a power cut";
    }

    private String version() {
        try (Connection connection = readers.getConnection()) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            return "of unknown version";
        }
    }

    @Override
    public void close() {
        readers.close();
        try {
            writer.close();
            lock.close();
        } catch (SQLException | IOException e) {
            System.getLogger(SqliteEngine.class.getName())
                    .log(System.Logger.Level.WARNING, "the database did not close cleanly", e);
        }
    }
}
