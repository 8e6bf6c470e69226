package ee.fluxychat.store;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.room.RoomId;
import ee.fluxychat.room.RoomKey;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Refused;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
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

    private final Session session;
    private final long now;
    private final Set<RoomKey> expectedRooms = new LinkedHashSet<>();
    private final Set<OnceKey> expectedPosts = new LinkedHashSet<>();
    private final Map<RoomKey, RoomEntity> rooms = new HashMap<>();
    private @Nullable Map<OnceKey, MessageEntity> posted;
    private @Nullable AllocatorEntity allocator;

    CommitGroup(Session session, InstantSource clock, List<? extends GroupCommit.Write<?>> writes) {
        this.session = session;
        this.now = clock.millis();
        for (GroupCommit.Write<?> each : writes) {
            if (each instanceof Append append) {
                expectedRooms.add(append.room());
                OnceKey once = append.once();
                if (once != null) {
                    expectedPosts.add(once);
                }
            }
        }
    }

    EntityManager entities() {
        return session;
    }

    long now() {
        return now;
    }

    /** The room; refuses one that does not exist (any more). */
    RoomEntity room(RoomKey key) {
        if (expectedRooms.contains(key)) {
            readExpectedRooms();
        }
        RoomEntity room = rooms.computeIfAbsent(key, each -> session.find(RoomEntity.class, RoomEntity.Key.of(each)));
        if (room == null) {
            throw new Refused(ErrorCode.ROOM_NOT_FOUND);
        }
        return room;
    }

    /** All at once: in a group that writes to sixty rooms, sixty questions would cost more than the writing. */
    private void readExpectedRooms() {
        expectedRooms.stream()
                .collect(Collectors.groupingBy(
                        RoomKey::project, Collectors.mapping(key -> key.room().value(), Collectors.toList())))
                .forEach((project, ids) -> session.createQuery(
                                "select r from RoomEntity r where r.id.project = :project and r.id.room in :ids",
                                RoomEntity.class)
                        .setParameter("project", project.value())
                        .setParameter("ids", ids)
                        .getResultList()
                        .forEach(room -> rooms.put(new RoomKey(project, new RoomId(room.id.room)), room)));
        expectedRooms.clear();
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
            found = session.find(AllocatorEntity.class, AllocatorEntity.MESSAGES);
            allocator = found;
        }
        return ++found.lastId;
    }

    /** The message posted before under this key, in this group or an earlier one. */
    @Nullable
    MessageEntity postedBefore(OnceKey key) {
        return posted().get(key);
    }

    void remember(OnceKey key, MessageEntity message) {
        posted().put(key, message);
    }

    void forget(MessageEntity message) {
        posted().values().remove(message);
    }

    /** After statements that went past the entities: everything is read anew. */
    void forgetAll() {
        session.clear();
        rooms.clear();
        posted = null;
        allocator = null;
    }

    private Map<OnceKey, MessageEntity> posted() {
        Map<OnceKey, MessageEntity> known = posted;
        if (known == null) {
            known = new HashMap<>();
            for (MessageEntity each : readExpectedPosts()) {
                RoomKey room = new RoomKey(new ProjectId(each.project), new RoomId(each.room));
                known.put(new OnceKey(room, each.user, Objects.requireNonNull(each.clientMessageId)), each);
            }
            posted = known;
        }
        return known;
    }

    private List<MessageEntity> readExpectedPosts() {
        if (expectedPosts.isEmpty()) {
            return List.of();
        }
        NativeQuery<MessageEntity> query = session.createNativeQuery(
                "with wanted (project_id, room_id, client_message_id, user_id) as (values "
                        + String.join(", ", Collections.nCopies(expectedPosts.size(), "(?, ?, ?, ?)"))
                        + ") select m.* from wanted w join messages m on m.project_id = w.project_id"
                        + " and m.room_id = w.room_id and m.client_message_id = w.client_message_id"
                        + " and m.user_id = w.user_id and m.deleted_at is null",
                MessageEntity.class);
        int position = 0;
        for (OnceKey each : expectedPosts) {
            query.setParameter(++position, each.room.project().value());
            query.setParameter(++position, each.room.room().value());
            query.setParameter(++position, each.clientMessageId);
            query.setParameter(++position, each.user);
        }
        return query.getResultList();
    }
}
