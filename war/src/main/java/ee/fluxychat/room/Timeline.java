package ee.fluxychat.room;

import ee.fluxychat.wire.ServerFrame;
import ee.fluxychat.wire.StoredMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Port: each room's durable, append-only log of events; assigns {@code seq}. An event is stored in the transaction of its effect, and nobody,
 * its author included, hears of it before that transaction has committed. Thread-safe.
 */
public interface Timeline {

    /**
     * Appends an entry to the room as the caller saw it: one that was made anew meanwhile under the same id is another. Entries given one after another by one thread keep that order. The stage completes after the commit, and after the
     * {@link Listener} has been told; it fails with {@link ee.fluxychat.wire.Refused} when the entry may not be, and then nothing is stored.
     */
    CompletionStage<Appended> append(RoomRecord room, Entry entry);

    /** The newest messages, oldest first, with the position they were read at. */
    Snapshot snapshot(RoomKey room, int limit);

    /** The messages before a time (milliseconds since 1970), newest first; longer than {@code limit} rather than cut inside equal times. */
    Page history(RoomKey room, @Nullable Long before, int limit);

    /** Every event after a position, at most {@code limit}, in order of {@code seq}. */
    ServerFrame.Replay replay(RoomKey room, long lastSeq, @Nullable String epoch, int limit);

    /** The newest create, update or delete of the room as its frame, with its time. */
    Optional<ServerFrame.CacheSnapshot> newest(RoomKey room);

    /** The room a message of this project is in, deleted messages included. */
    Optional<RoomId> roomOf(ee.fluxychat.identity.ProjectId project, long messageId);

    /** How many messages the user has not read. */
    Unread unread(RoomKey room, ee.fluxychat.identity.UserId user);

    /** Names who is told of every stored event, in the order of each room's {@code seq}. One listener; set before the first append. */
    void listener(Listener listener);

    /** Hears what has been stored; called by one thread at a time, must not block. */
    @FunctionalInterface
    interface Listener {
        void onStored(RoomKey room, TimelineEvent event);
    }

    /** The outcome of an append: {@code isNew} is false when it repeats what was stored before and the room heard nothing. */
    record Appended(TimelineEvent event, boolean isNew) {}

    /** What a newcomer sees. {@code seq} is 0 in a room where nothing happened yet. */
    record Snapshot(List<StoredMessage> messages, Map<Long, Map<String, Integer>> reactions, long seq, String epoch) {}

    /** One page of history. */
    record Page(List<StoredMessage> messages, Map<Long, Map<String, Integer>> reactions) {}

    /** A user's position in a room. */
    record Unread(
            int count, @Nullable Long lastRead, @Nullable Long firstUnread) {}
}
