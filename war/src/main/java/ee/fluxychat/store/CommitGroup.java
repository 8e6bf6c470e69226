package ee.fluxychat.store;

import ee.fluxychat.room.RoomKey;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Refused;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction of the group commit holds in memory: the heads of the rooms it writes to, the id allocator, and the messages that were
 * posted before under the same client ids, each read once a group. Queries do not flush, so whatever a later write of the same group has to
 * find by a query must be flushed by the one that stored it. Confined to the writer's thread.
 */
final class CommitGroup {

    /** How far {@code createdAt} may run ahead of the clock in a room faster than one event a millisecond. */
    private static final long LEAD_MILLIS = 1_000;

    /** A message is posted once per room, author and client id. */
    record OnceKey(RoomKey room, String user, String clientMessageId) {}

    private final EntityManager entities;
    private final long now;
    private final Map<RoomKey, Set<String>> clientIds = new HashMap<>();
    private final Map<RoomKey, Map<OnceKey, MessageEntity>> posted = new HashMap<>();
    private final Map<RoomKey, RoomEntity> rooms = new HashMap<>();
    private @Nullable AllocatorEntity allocator;

    CommitGroup(EntityManager entities, InstantSource clock, List<@Nullable OnceKey> once) {
        this.entities = entities;
        this.now = clock.millis();
        for (OnceKey key : once) {
            if (key != null) {
                clientIds.computeIfAbsent(key.room, room -> new HashSet<>()).add(key.clientMessageId);
            }
        }
    }

    EntityManager entities() {
        return entities;
    }

    long now() {
        return now;
    }

    /** The room; refuses one that does not exist (any more). */
    RoomEntity room(RoomKey key) {
        RoomEntity room = rooms.computeIfAbsent(key, each -> entities.find(RoomEntity.class, RoomEntity.Key.of(each)));
        if (room == null) {
            throw new Refused(ErrorCode.ROOM_NOT_FOUND);
        }
        return room;
    }

    /** Moves the room's head on by one event and answers the event's time: later than the last one's, as long as the clock keeps up. */
    long advance(RoomEntity room) {
        long next = Math.max(now, room.lastEventAt + 1);
        room.lastEventAt = Math.max(room.lastEventAt, Math.min(next, now + LEAD_MILLIS));
        room.lastSeq++;
        return room.lastEventAt;
    }

    long nextMessageId() {
        AllocatorEntity found = allocator;
        if (found == null) {
            found = entities.find(AllocatorEntity.class, AllocatorEntity.MESSAGES);
            allocator = found;
        }
        return ++found.lastId;
    }

    /** The message posted before under this key, in this group or an earlier one. */
    @Nullable
    MessageEntity postedBefore(OnceKey key) {
        return postedIn(key.room).get(key);
    }

    void remember(OnceKey key, MessageEntity message) {
        postedIn(key.room).put(key, message);
    }

    void forget(RoomKey room, MessageEntity message) {
        postedIn(room).values().remove(message);
    }

    /** After statements that went past the entities: everything is read anew. */
    void forgetAll() {
        entities.clear();
        rooms.clear();
        posted.clear();
        allocator = null;
    }

    private Map<OnceKey, MessageEntity> postedIn(RoomKey room) {
        return posted.computeIfAbsent(room, this::findPosted);
    }

    private Map<OnceKey, MessageEntity> findPosted(RoomKey room) {
        Map<OnceKey, MessageEntity> found = new HashMap<>();
        Set<String> ids = clientIds.getOrDefault(room, Set.of());
        if (!ids.isEmpty()) {
            entities.createQuery(
                            "select m from MessageEntity m where m.project = :project and m.room = :room"
                                    + " and m.clientMessageId in :ids and m.deletedAt is null",
                            MessageEntity.class)
                    .setParameter("project", room.project().value())
                    .setParameter("room", room.room().value())
                    .setParameter("ids", ids)
                    .getResultList()
                    .forEach(each -> found.put(
                            new OnceKey(room, each.user, Objects.requireNonNull(each.clientMessageId)), each));
        }
        return found;
    }
}
