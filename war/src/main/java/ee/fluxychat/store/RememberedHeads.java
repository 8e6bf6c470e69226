package ee.fluxychat.store;

import ee.fluxychat.room.RoomKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The heads as of the last commit, remembered between groups: SQLite has no writer but this one, so reading them again would tell nothing new,
 * and it was a third of the writer's time. Confined to the writer's thread.
 */
final class RememberedHeads implements RoomHeads {

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

    @Override
    public void begin(Session session, Collection<RoomKey> rooms, int messages) {
        if (lastMessageId == UNKNOWN) {
            lastMessageId = session.find(AllocatorEntity.class, AllocatorEntity.MESSAGES).lastId;
        }
    }

    @Override
    public @Nullable RoomHead find(Session session, RoomKey key) {
        RoomHead known = heads.get(key);
        if (known != null) {
            return known;
        }
        RoomEntity room = session.find(RoomEntity.class, RoomEntity.Key.of(key));
        return room == null ? null : new RoomHead(room.epoch, room.lastSeq, room.lastEventAt);
    }

    @Override
    public long nextMessageId(Session session) {
        return ++lastMessageId;
    }

    @Override
    public void write(Session session, Map<RoomKey, RoomHead> changed) {
        if (!changed.isEmpty()) {
            session.doWork(connection -> write(connection, changed));
        }
    }

    private void write(Connection connection, Map<RoomKey, RoomHead> changed) throws SQLException {
        RoomHead.write(connection, changed);
        try (PreparedStatement allocator =
                connection.prepareStatement("update id_allocators set last_id = ? where name = ?")) {
            allocator.setLong(1, lastMessageId);
            allocator.setString(2, AllocatorEntity.MESSAGES);
            allocator.executeUpdate();
        }
    }

    @Override
    public void committed(Map<RoomKey, RoomHead> changed) {
        heads.putAll(changed);
    }

    @Override
    public void forget(RoomKey key) {
        heads.remove(key);
    }

    @Override
    public void forgetAll() {
        heads.clear();
        lastMessageId = UNKNOWN;
    }

    /** What was committed shows in the heads. */
    @Override
    public @Nullable String transaction() {
        return null;
    }

    @Override
    public void touch(Session session) {
        session.createNativeMutationQuery("update id_allocators set last_id = last_id where name = :name")
                .setParameter("name", AllocatorEntity.MESSAGES)
                .executeUpdate();
    }
}
