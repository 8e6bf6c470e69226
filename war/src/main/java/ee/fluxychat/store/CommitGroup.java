package ee.fluxychat.store;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.room.RoomId;
import ee.fluxychat.room.RoomKey;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Refused;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.InstantSource;
import java.util.ArrayList;
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
 * the same client ids, each read once a group. Queries do not flush, so whatever a later write of the same group has to find by a query must
 * be flushed by the one that stored it. Confined to the writer's thread.
 */
final class CommitGroup {

    /** How far {@code createdAt} may run ahead of the clock in a room faster than one event a millisecond. */
    private static final long LEAD_MILLIS = 1_000;

    private static final String POSTED_BEFORE = "select id from messages where project_id = ? and room_id = ?"
            + " and client_message_id = ? and user_id = ? and deleted_at is null";

    /** A message is posted once per room, author and client id. */
    record OnceKey(RoomKey room, String user, String clientMessageId) {}

    private final Session session;
    private final RoomHeads heads;
    private final long now;
    private final Set<OnceKey> expectedPosts = new LinkedHashSet<>();
    private final Map<RoomKey, RoomHead> changed = new LinkedHashMap<>();
    private @Nullable Map<OnceKey, MessageEntity> posted;
    private long lastMessageId;

    CommitGroup(Session session, RoomHeads heads, InstantSource clock, List<? extends GroupCommit.Write<?>> writes) {
        this.session = session;
        this.heads = heads;
        this.now = clock.millis();
        this.lastMessageId = heads.lastMessageId(session);
        for (GroupCommit.Write<?> each : writes) {
            if (each instanceof Append append) {
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
        head.lastEventAt = Math.max(head.lastEventAt, Math.min(next, now + LEAD_MILLIS));
        head.lastSeq++;
        return head.lastEventAt;
    }

    long nextMessageId() {
        return ++lastMessageId;
    }

    /** Writes what the group has moved on; the last act before the commit. */
    void finish() {
        session.flush();
        heads.write(session, changed, lastMessageId);
    }

    /** Lets the next group begin where this one ended; the first act after the commit. */
    void committed() {
        heads.keep(changed, lastMessageId);
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

    /** By one prepared statement that is asked again and again: a query of many parameters costs Hibernate more than all answers. */
    private List<MessageEntity> readExpectedPosts() {
        if (expectedPosts.isEmpty()) {
            return List.of();
        }
        List<Long> ids = session.doReturningWork(connection -> {
            List<Long> found = new ArrayList<>();
            try (PreparedStatement question = connection.prepareStatement(POSTED_BEFORE)) {
                for (OnceKey each : expectedPosts) {
                    question.setString(1, each.room.project().value());
                    question.setString(2, each.room.room().value());
                    question.setString(3, each.clientMessageId);
                    question.setString(4, each.user);
                    try (ResultSet answer = question.executeQuery()) {
                        if (answer.next()) {
                            found.add(answer.getLong(1));
                        }
                    }
                }
            }
            return found;
        });
        return ids.stream().map(id -> session.find(MessageEntity.class, id)).toList();
    }
}
