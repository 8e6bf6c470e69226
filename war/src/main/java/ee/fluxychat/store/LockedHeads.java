package ee.fluxychat.store;

import ee.fluxychat.room.RoomKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The heads as PostgreSQL has them, locked for the length of the group's transaction: whoever else writes to one of these rooms waits, so that
 * a room has one order however many write. Confined to the writer's thread.
 */
final class LockedHeads implements RoomHeads {

    // in one order everywhere, so that two writers never wait for each other
    private static final String LOCK =
            "select r.project_id, r.room_id, r.epoch, r.last_seq, r.last_event_at from rooms r"
                    + " join unnest(?, ?) as wanted(project_id, room_id)"
                    + " on r.project_id = wanted.project_id and r.room_id = wanted.room_id"
                    + " order by r.project_id, r.room_id for update of r";

    // after the locks, so that ids rise in a room; and whatever the server's default, an echoed message is on its disk
    private static final String BEGIN = "select pg_current_xact_id()::text, set_config('synchronous_commit', case"
            + " current_setting('synchronous_commit') when 'off' then 'on' else current_setting('synchronous_commit') end, true),"
            + " array(select nextval('message_ids') from generate_series(1, ?)), pg_backend_pid()";

    private final Map<RoomKey, RoomHead> locked = new HashMap<>();
    private final Queue<Long> ids = new ArrayDeque<>();
    private final SoleServer sole;
    private @Nullable String transaction;
    private int session;

    LockedHeads(SoleServer sole) {
        this.sole = sole;
    }

    @Override
    public void begin(Session session, Collection<RoomKey> rooms, int messages) {
        forgetAll();
        session.doWork(connection -> {
            if (!rooms.isEmpty()) {
                lock(connection, rooms);
            }
            prepare(connection, messages);
        });
    }

    private void lock(Connection connection, Collection<RoomKey> rooms) throws SQLException {
        Map<List<String>, RoomKey> keys = new HashMap<>();
        rooms.forEach(
                each -> keys.put(List.of(each.project().value(), each.room().value()), each));
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            rooms.stream().map(each -> each.project().value()).toArray()));
            lock.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            rooms.stream().map(each -> each.room().value()).toArray()));
            try (ResultSet found = lock.executeQuery()) {
                while (found.next()) {
                    RoomKey key = keys.get(List.of(found.getString(1), found.getString(2)));
                    locked.put(key, new RoomHead(found.getString(3), found.getLong(4), found.getLong(5)));
                }
            }
        }
    }

    private void prepare(Connection connection, int messages) throws SQLException {
        try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
            begin.setInt(1, messages);
            try (ResultSet begun = begin.executeQuery()) {
                begun.next();
                transaction = begun.getString(1);
                ids.addAll(List.of((Long[]) begun.getArray(3).getArray()));
                recognize(begun.getInt(4));
            }
        }
    }

    /** With another session than before the database may have been away, long enough for another server to come. */
    private void recognize(int present) throws SQLException {
        if (present != session) {
            sole.confirm();
            session = present;
        }
    }

    @Override
    public @Nullable RoomHead find(Session session, RoomKey key) {
        if (!locked.containsKey(key)) { // made since the group began
            session.doWork(connection -> lock(connection, List.of(key)));
        }
        return locked.get(key);
    }

    @Override
    public long nextMessageId(Session session) {
        Long next = ids.poll();
        if (next == null) {
            throw new IllegalStateException("more messages than the group was begun for");
        }
        return next;
    }

    @Override
    public void write(Session session, Map<RoomKey, RoomHead> changed) {
        if (!changed.isEmpty()) {
            session.doWork(connection -> RoomHead.write(connection, changed));
        }
    }

    /** Nothing is remembered: the next group asks again. */
    @Override
    public void committed(Map<RoomKey, RoomHead> changed) {
        forgetAll();
    }

    @Override
    public void forget(RoomKey key) {
        locked.remove(key);
    }

    @Override
    public void forgetAll() {
        locked.clear();
        ids.clear();
        transaction = null;
    }

    @Override
    public @Nullable String transaction() {
        return transaction;
    }

    @Override
    public void touch(Session session) {
        session.createNativeQuery("select nextval('message_ids')", Long.class).getSingleResult();
    }
}
