package ee.fluxychat.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second server out of a PostgreSQL database, by a lock that lasts as long as its session: rooms would be stored in one order, but
 * the people on one server would not hear those on the other. Thread-safe.
 */
final class SoleServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SoleServer.class.getName());

    /** A server that stops or was killed has given its lock back by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration WATCH = Duration.ofSeconds(5);
    private static final int ANSWER_SECONDS = 2;
    private static final String STANDBY = "57P03"; // "cannot connect now"

    // two keys: ours, and the schema, so that tests and tenants of one database do not meet
    private static final String KEYS = "(" + 0x464C5859 + ", hashtext(current_schema()))";
    private static final String LOCK = "select pg_is_in_recovery(), pg_try_advisory_lock" + KEYS;
    private static final String UNLOCK = "select pg_advisory_unlock" + KEYS;

    private final DataSource database;
    private final Thread watch = new Thread(this::watch, "fluxy-sole-server");
    private volatile @Nullable Connection session;
    private volatile boolean isAlone = true;
    private volatile boolean isClosed;

    private SoleServer(DataSource database, Connection session) {
        this.database = database;
        this.session = session;
        watch.setDaemon(true);
        watch.setContextClassLoader(SoleServer.class.getClassLoader());
        watch.start();
    }

    /** Takes the lock, waiting a while for a server that is about to stop; refuses to start beside another one. */
    static SoleServer hold(DataSource database) {
        return hold(database, PATIENCE);
    }

    static SoleServer hold(DataSource database, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        try {
            Connection session = locked(database);
            while (session == null && System.nanoTime() - until < 0) {
                LockSupport.parkNanos(PAUSE.toNanos());
                session = locked(database);
            }
            if (session == null) {
                throw new IllegalStateException(
                        "another server uses this database: stop that one, or give each a database or schema of its own");
            }
            return new SoleServer(database, session);
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be used: " + e.getMessage(), e);
        }
    }

    /** A session that holds the lock; null if somebody else does. */
    private static @Nullable Connection locked(DataSource database) throws SQLException {
        Connection session = database.getConnection();
        try {
            session.setAutoCommit(
                    true); // a container's pool may have it otherwise, and a transaction must not stay open
            try (Statement statement = session.createStatement();
                    ResultSet answer = statement.executeQuery(LOCK)) {
                answer.next();
                if (answer.getBoolean(1)) { // a standby gives locks, too, but they keep nobody out
                    throw new SQLTransientConnectionException(
                            "it is a standby, and nothing can be stored on it: name the primary", STANDBY);
                } else if (answer.getBoolean(2)) {
                    return session;
                }
            }
        } catch (SQLException e) {
            release(session);
            throw e;
        }
        Engine.close(session);
        return null;
    }

    /** A container's pool keeps the session, which would keep the lock. */
    private static void release(Connection session) {
        try (Statement statement = session.createStatement()) {
            statement.execute(UNLOCK);
        } catch (SQLException gone) {
            LOG.log(System.Logger.Level.DEBUG, "the lock is gone with its session", gone);
        }
        Engine.close(session);
    }

    /** False once another server has taken the database over, after it was away. */
    boolean isAlone() {
        return isAlone;
    }

    private void watch() {
        while (!isClosed) {
            LockSupport.parkNanos(WATCH.toNanos());
            try {
                look();
            } catch (SQLException | RuntimeException away) {
                LOG.log(System.Logger.Level.DEBUG, "the database is away", away);
            }
        }
    }

    /** Looks now: fails where another server has the database, or where that cannot be known. */
    void confirm() throws SQLException {
        look();
        if (!isAlone) {
            throw new SQLTransientConnectionException("another server uses this database");
        }
    }

    private synchronized void look() throws SQLException {
        Connection present = session;
        if (isClosed || (present != null && present.isValid(ANSWER_SECONDS))) {
            return;
        }
        if (present != null) {
            session = null;
            Engine.close(present);
        }
        Connection again = locked(database);
        if (again == null && isAlone) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "another server has taken the database over: nothing is stored here until that one stops");
        } else if (again != null && !isAlone) {
            LOG.log(System.Logger.Level.INFO, "the database is this server's again");
        }
        session = again;
        isAlone = again != null;
        if (isClosed && again != null) {
            release(again);
        }
    }

    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(watch);
        Connection present = session;
        if (present != null) {
            release(present);
        }
    }
}
