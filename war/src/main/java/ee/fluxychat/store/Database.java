package ee.fluxychat.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import ee.fluxychat.identity.SecretFile;
import ee.fluxychat.platform.Durability;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/** The open SQLite database: one connection that writes, a pool that reads, each read in its own snapshot. Thread-safe. */
public final class Database implements AutoCloseable, Durability {

    private static final int READERS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    private static final int BUSY_MILLIS = 10_000;

    private final FileChannel lock;
    private final Connection writer;
    private final HikariDataSource readers;
    private final EntityManagerFactory entityManagers;

    private Database(FileChannel lock, Connection writer, HikariDataSource readers) {
        this.lock = lock;
        this.writer = writer;
        this.readers = readers;
        this.entityManagers = entityManagers(readers);
    }

    /** Opens {@code fluxy.db} in the folder, creating both, brings the schema up to date, and keeps other servers out of the file. */
    public static Database open(Path folder) {
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

    private static Database open(Path file, FileChannel lock) throws IOException, SQLException {
        // the projects' signing secrets are in it; SQLite gives its journal the same permissions
        SecretFile.create(file);
        SQLiteDataSource writing = dataSource(file, "IMMEDIATE");
        migrate(writing);
        return new Database(lock, writing.getConnection(), pool(dataSource(file, "DEFERRED")));
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
            throw new IOException("another server uses it: stop that one, or choose another folder");
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
        SQLiteDataSource source = new SQLiteDataSource(new org.sqlite.SQLiteConfig(pragmas));
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static void migrate(SQLiteDataSource source) {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration/sqlite")
                .load()
                .migrate();
    }

    private static HikariDataSource pool(SQLiteDataSource source) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("fluxy-readers");
        config.setDataSource(source);
        config.setMaximumPoolSize(READERS);
        config.setConnectionTimeout(BUSY_MILLIS);
        return new HikariDataSource(config);
    }

    private static EntityManagerFactory entityManagers(HikariDataSource readers) {
        EntityManagerFactory factory = new HibernatePersistenceProvider()
                .createContainerEntityManagerFactory(
                        new PersistenceUnit("fluxy", readers),
                        Map.of(
                                "hibernate.dialect", "org.hibernate.community.dialect.SQLiteDialect",
                                "hibernate.hbm2ddl.auto", "none",
                                "hibernate.jdbc.batch_size", "64",
                                "hibernate.order_inserts", "true",
                                "hibernate.order_updates", "true",
                                "hibernate.query.in_clause_parameter_padding", "true",
                                "hibernate.archive.autodetection", "none",
                                "jakarta.persistence.validation.mode", "none"));
        if (factory == null) {
            throw new IllegalStateException("Hibernate did not accept the persistence unit");
        }
        return factory;
    }

    /** Reads in one consistent snapshot of the database. */
    <T> T read(Function<EntityManager, T> question) {
        try (EntityManager entities = entityManagers.createEntityManager()) {
            entities.getTransaction().begin();
            try {
                return question.apply(entities);
            } finally {
                entities.getTransaction().rollback();
            }
        }
    }

    /** A session on the writing connection; for the one thread of {@link GroupCommit} only. */
    Session writingSession() {
        return entityManagers
                .unwrap(SessionFactory.class)
                .withOptions()
                .connection(writer)
                .openSession();
    }

    /** Whether the database answers within that time. */
    boolean isReachable(Duration patience) {
        return CompletableFuture.supplyAsync(this::isReachable)
                .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private boolean isReachable() {
        try (Connection connection = readers.getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public String description() {
        return "SQLite " + version() + ", write-ahead log, synchronous=FULL: an echoed message survives a power cut";
    }

    private @Nullable String version() {
        try (Connection connection = readers.getConnection()) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            return "of unknown version";
        }
    }

    @Override
    public void close() {
        entityManagers.close();
        readers.close();
        try {
            writer.close();
            lock.close();
        } catch (SQLException | IOException e) {
            System.getLogger(Database.class.getName())
                    .log(System.Logger.Level.WARNING, "the database did not close cleanly", e);
        }
    }
}
