package ee.fluxychat.room;

import ee.fluxychat.identity.UserId;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.StoredMessage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@link InMemoryMembers} and {@link InMemoryTimeline} keep in common: the plainest truth that the ports can have. Guarded by itself,
 * one lock for everything.
 */
public final class InMemoryStore {

    /** How far {@code createdAt} may run ahead of the clock. */
    private static final long LEAD_MILLIS = 1_000;

    final InstantSource clock;
    final Map<RoomKey, Kept> rooms = new LinkedHashMap<>();
    Timeline.Listener listener = (room, event) -> {};
    private long lastMessageId = 6_999; // ids are one count for all rooms: no test may take them for positions

    public InMemoryStore(InstantSource clock) {
        this.clock = clock;
    }

    public Members members() {
        return new InMemoryMembers(this);
    }

    public Timeline timeline() {
        return new InMemoryTimeline(this);
    }

    long nextMessageId() {
        return ++lastMessageId;
    }

    Kept room(RoomKey key) {
        Kept room = rooms.get(key);
        if (room == null) {
            throw new Refused(ErrorCode.ROOM_NOT_FOUND);
        }
        return room;
    }

    /** One room with everything in it. */
    static final class Kept {

        final RoomRecord record;
        final Map<UserId, Member> members = new LinkedHashMap<>();
        final SortedMap<Long, StoredMessage> messages = new TreeMap<>();
        final Map<Long, Map<String, List<UserId>>> reactions = new LinkedHashMap<>();
        final Map<UserId, TimelineEvent.ReadMarked> marks = new LinkedHashMap<>();
        final List<Logged> log = new ArrayList<>();
        private long lastEventAt;

        Kept(RoomKey key, RoomType type, String name, long createdAt) {
            this.record =
                    new RoomRecord(key, type, name, createdAt, UUID.randomUUID().toString());
        }

        long lastSeq() {
            return log.size();
        }

        long nextEventAt(long now) {
            long next = Math.max(now, lastEventAt + 1);
            boolean isClockSetBack = lastEventAt > now + 2 * LEAD_MILLIS;
            lastEventAt = isClockSetBack ? next : Math.max(lastEventAt, Math.min(next, now + LEAD_MILLIS));
            return lastEventAt;
        }

        Stream<StoredMessage> living() {
            return messages.values().stream().filter(each -> each.deletedAt() == null);
        }

        /** Newest first. */
        List<StoredMessage> livingBefore(@Nullable Long time) {
            List<StoredMessage> found = new ArrayList<>(living().filter(each -> time == null || each.createdAt() < time)
                    .sorted(Comparator.comparingLong(StoredMessage::seq))
                    .toList());
            Collections.reverse(found);
            return found;
        }

        Timeline.Unread unread(UserId user) {
            TimelineEvent.ReadMarked mark = marks.get(user);
            List<StoredMessage> unread = living().filter(each -> mark == null || each.id() > mark.messageId())
                    .toList();
            return new Timeline.Unread(
                    unread.size(),
                    mark == null ? null : mark.messageId(),
                    unread.isEmpty() ? null : unread.get(0).id());
        }

        Map<Long, Map<String, Integer>> countsFor(List<StoredMessage> shown) {
            Map<Long, Map<String, Integer>> counts = new LinkedHashMap<>();
            for (StoredMessage each : shown) {
                Map<String, Integer> count = new LinkedHashMap<>();
                reactions.getOrDefault(each.id(), Map.of()).forEach((emoji, users) -> {
                    if (!users.isEmpty()) {
                        count.put(emoji, users.size());
                    }
                });
                if (!count.isEmpty()) {
                    counts.put(each.id(), count);
                }
            }
            return counts;
        }
    }

    /** One event as the log keeps it: everything but texts. */
    record Logged(
            String type,
            long messageId,
            UserId user,
            @Nullable Integer version,
            long at,
            TimelineEvent event) {}
}
