package ee.fluxychat.store;

import ee.fluxychat.room.RoomKey;
import ee.fluxychat.store.CommitGroup.OnceKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One kind of database: how it is opened, read in snapshots and written to. Thread-safe, but for what is said to be the writer's. */
interface Engine extends AutoCloseable {

    /** A connection that sees one snapshot in one transaction; to be given back to {@link #release}. */
    Connection reading() throws SQLException;

    /** The connection to write with, opened anew if it was lost; the writer's, who gives it back to {@link #release}. */
    Connection writing() throws SQLException;

    /** Takes a connection back, whatever state it is in. */
    void release(Connection connection);

    /** Whether no other server is known to write to the database. */
    boolean isAlone();

    /** Whether the failure says that the database takes nothing now, rather than that it refuses what was asked. */
    boolean isLost(Throwable failure);

    /** How long to wait between two attempts to reach a database that is not there. */
    Duration pause();

    /** Whether the transaction of this name, which left the heads so, has committed; fails while that cannot be known. */
    boolean hasCommitted(@Nullable String transaction, Map<RoomKey, RoomHead> heads) throws SQLException;

    /** The heads of the timelines, as the writer sees them. */
    RoomHeads heads();

    /** The ids of the living messages that were posted under these keys. The writer's. */
    List<Long> postedBefore(Connection connection, Collection<OnceKey> keys) throws SQLException;

    /** Where Hibernate looks at the database when it starts. */
    DataSource source();

    /** Hibernate's dialect, where it does not find out by itself. */
    Optional<String> dialect();

    /** What an echo promises, in words. */
    String description();

    @Override
    void close();

    /** Closes a connection; that it is broken is no news. */
    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            System.getLogger(Engine.class.getName())
                    .log(System.Logger.Level.DEBUG, "a connection did not close cleanly", e);
        }
    }
}
