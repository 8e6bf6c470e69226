package ee.fluxychat.store;

import ee.fluxychat.room.RoomKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The heads of the timelines as of the last commit, remembered between groups: SQLite has no writer but this one, so reading them again would
 * tell nothing new, and it was a third of the writer's time. Confined to the writer's thread.
 */
final class RoomHeads {

    /** As many rooms as may be busy at a time; others are read again when they wake up. */
    private static final int REMEMBERED = 20_000;

    private static final long UNKNOWN = -1;

    private final Map<RoomKey, RoomHead> heads = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RoomKey, RoomHead> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long lastMessageId = UNKNOWN;

    /** The room's head; null if there is no such room. */
    @Nullable
    RoomHead find(Session session, RoomKey key) {
        RoomHead known = heads.get(key);
        if (known != null) {
            return known;
        }
        RoomEntity room = session.find(RoomEntity.class, RoomEntity.Key.of(key));
        return room == null ? null : new RoomHead(room.epoch, room.lastSeq, room.lastEventAt);
    }

    long lastMessageId(Session session) {
        return lastMessageId == UNKNOWN
                ? session.find(AllocatorEntity.class, AllocatorEntity.MESSAGES).lastId
                : lastMessageId;
    }

    /** Writes the heads and the last id that a group has reached. */
    void write(Session session, Map<RoomKey, RoomHead> changed, long reachedId) {
        if (!changed.isEmpty()) {
            session.doWork(connection -> write(connection, changed, reachedId));
        }
    }

    private static void write(Connection connection, Map<RoomKey, RoomHead> changed, long reachedId)
            throws SQLException {
        try (PreparedStatement rooms = connection.prepareStatement(
                        "update rooms set last_seq = ?, last_event_at = ? where project_id = ? and room_id = ?");
                PreparedStatement allocator =
                        connection.prepareStatement("update id_allocators set last_id = ? where name = ?")) {
            for (Map.Entry<RoomKey, RoomHead> each : changed.entrySet()) {
                rooms.setLong(1, each.getValue().lastSeq);
                rooms.setLong(2, each.getValue().lastEventAt);
                rooms.setString(3, each.getKey().project().value());
                rooms.setString(4, each.getKey().room().value());
                rooms.addBatch();
            }
            rooms.executeBatch();
            allocator.setLong(1, reachedId);
            allocator.setString(2, AllocatorEntity.MESSAGES);
            allocator.executeUpdate();
        }
    }

    /** Writes to the database what stands there already: fails where nothing can be written. */
    static boolean touch(CommitGroup group) {
        return group.entities()
                        .createNativeQuery("update id_allocators set last_id = last_id where name = :name")
                        .setParameter("name", AllocatorEntity.MESSAGES)
                        .executeUpdate()
                == 1;
    }

    /** Remembers what is committed. */
    void keep(Map<RoomKey, RoomHead> changed, long reachedId) {
        heads.putAll(changed);
        lastMessageId = reachedId;
    }

    void forget(RoomKey key) {
        heads.remove(key);
    }

    /** After a failure nothing remembered counts any more. */
    void forgetAll() {
        heads.clear();
        lastMessageId = UNKNOWN;
    }
}
