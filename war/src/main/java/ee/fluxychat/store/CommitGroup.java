package ee.fluxychat.store;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.room.Entry;
import ee.fluxychat.room.RoomId;
import ee.fluxychat.room.RoomKey;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Refused;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction of the group commit holds in memory: the heads of the rooms it writes to and the messages that were posted before under
 * the same client ids, each read once a group, and the messages and events that were appended, which reach the database in one batch at the
 * end. Queries flush nothing: whatever a later write of the same group has to find by a query must be flushed by the one that stored it, and
 * statements about messages or events come after {@link #settle}. Confined to the writer's thread.
 */
final class CommitGroup {

    /** How far {@code createdAt} may run ahead of the clock in a room faster than one event a millisecond. */
    private static final long LEAD_MILLIS = 1_000;

    /** A message is posted once per room, author and client id. */
    record OnceKey(RoomKey room, String user, String clientMessageId) {}

    private final Session session;
    private final Engine engine;
    private final RoomHeads heads;
    private final long now;
    private final Set<OnceKey> expectedPosts = new LinkedHashSet<>();
    private final Map<RoomKey, RoomHead> changed = new LinkedHashMap<>();
    private final FreshRows fresh = new FreshRows();
    private @Nullable Map<OnceKey, MessageEntity> posted;

    CommitGroup(
            Session session,
            Engine engine,
            RoomHeads heads,
            InstantSource clock,
            List<? extends GroupCommit.Write<?>> writes) {
        this.session = session;
        this.engine = engine;
        this.heads = heads;
        Set<RoomKey> rooms = new LinkedHashSet<>();
        int messages = 0;
        for (GroupCommit.Write<?> each : writes) {
            if (each instanceof Append append) {
                rooms.add(append.room());
                messages += append.entry() instanceof Entry.Post ? 1 : 0;
                OnceKey once = append.once();
                if (once != null) {
                    expectedPosts.add(once);
                }
            }
        }
        heads.begin(session, rooms, messages);
        this.now = clock.millis(); // after whatever had to be waited for
    }

    EntityManager entities() {
        return session;
    }

    /** The message of this id, to be changed or referred to. */
    @Nullable
    MessageEntity message(long id) {
        if (fresh.hasMessage(id)) {
            insertFresh();
        }
        return session.find(MessageEntity.class, id);
    }

    /** Brings everything so far into the database, for statements that go past the session. */
    void settle() {
        insertFresh();
        session.flush();
    }

    private void insertFresh() {
        if (!fresh.isEmpty()) {
            session.doWork(fresh::insert);
            posted = null; // what is read from now on is the session's, and shows what it changes
        }
    }

    /** Stores a message with the group. */
    void append(MessageEntity message) {
        fresh.add(message);
    }

    /** Stores an event with the group. */
    void append(EventEntity event) {
        fresh.add(event);
    }

    /** Who of these is a member of the room. */
    List<String> members(RoomKey room, Collection<String> users) {
        return session.createQuery(
                        "select m.id.user from MemberEntity m where m.id.project = :project and m.id.room = :room"
                                + " and m.id.user in :users",
                        String.class)
                .setParameter("project", room.project().value())
                .setParameter("room", room.room().value())
                .setParameter("users", users)
                .getResultList();
    }

    long now() {
        return now;
    }

    /** The head of the room's timeline, to be moved on; refuses a room that does not exist (any more). */
    RoomHead head(RoomKey key) {
        RoomHead known = changed.get(key);
        if (known != null) {
            return known;
        }
        RoomHead head = heads.find(session, key);
        if (head == null) {
            throw new Refused(ErrorCode.ROOM_NOT_FOUND);
        }
        RoomHead own = new RoomHead(head);
        changed.put(key, own);
        return own;
    }

    /** Refuses a room that does not exist (any more). */
    void requireRoom(RoomKey key) {
        if (!changed.containsKey(key) && heads.find(session, key) == null) {
            throw new Refused(ErrorCode.ROOM_NOT_FOUND);
        }
    }

    /** Moves a head on by one event and answers the event's time: later than the last one's, as long as the clock keeps up. */
    long advance(RoomHead head) {
        long next = Math.max(now, head.lastEventAt + 1);
        boolean isClockSetBack = head.lastEventAt > now + 2 * LEAD_MILLIS; // else all of a day could bear one time
        head.lastEventAt = isClockSetBack ? next : Math.max(head.lastEventAt, Math.min(next, now + LEAD_MILLIS));
        head.lastSeq++;
        return head.lastEventAt;
    }

    long nextMessageId() {
        return heads.nextMessageId(session);
    }

    /** Changes nothing, but fails where nothing can be written. */
    boolean touch() {
        heads.touch(session);
        return true;
    }

    /** Writes what the group has moved on; the last act before the commit. */
    void finish() {
        settle();
        heads.write(session, changed);
    }

    /** The heads as this group leaves them. */
    Map<RoomKey, RoomHead> changed() {
        return changed;
    }

    /** Lets the next group begin where this one ended; the first act after the commit. */
    void committed() {
        heads.committed(changed);
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
        if (posted != null) {
            posted.values().remove(message);
        }
    }

    /** The room is no more, by statements that went past the entities. */
    void forgetRoom(RoomKey key) {
        session.clear();
        changed.remove(key);
        heads.forget(key);
        posted = null;
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
        List<Long> ids = session.doReturningWork(connection -> engine.postedBefore(connection, expectedPosts));
        return ids.stream().map(id -> session.find(MessageEntity.class, id)).toList();
    }
}
