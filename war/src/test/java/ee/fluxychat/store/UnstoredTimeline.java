package ee.fluxychat.store;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.room.Entry;
import ee.fluxychat.room.RoomId;
import ee.fluxychat.room.RoomKey;
import ee.fluxychat.room.RoomRecord;
import ee.fluxychat.room.Timeline;
import ee.fluxychat.room.TimelineEvent;
import ee.fluxychat.wire.ServerFrame;
import ee.fluxychat.wire.StoredMessage;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Tells of messages that it never stores, and is otherwise the real one: in a WAR for benchmarks alone it shows what storing costs. Messages
 * only. Thread-safe.
 */
@Alternative
@Priority(1)
@Singleton
public class UnstoredTimeline implements Timeline {

    private final Timeline stored;
    private final Map<RoomKey, Long> seqs = new HashMap<>();
    private volatile Listener listener = (room, event) -> {};
    private long lastId;
    private long lastTime;

    @Inject
    UnstoredTimeline(Database database, GroupCommit writer) {
        this.stored = new JpaTimeline(database, writer);
    }

    @Override
    public synchronized CompletionStage<Appended> append(RoomRecord room, Entry entry) {
        if (!(entry instanceof Entry.Post post)) {
            throw new UnsupportedOperationException("only messages are measured");
        }
        lastTime = Math.max(lastTime, System.currentTimeMillis());
        TimelineEvent event = new TimelineEvent.MessagePosted(new StoredMessage(
                ++lastId,
                room.key().room().value(),
                post.author().value(),
                post.draft().content(),
                lastTime,
                post.draft().parentId(),
                null,
                null,
                post.draft().clientMessageId(),
                seqs.merge(room.key(), 1L, Long::sum),
                1,
                List.of(),
                post.draft().attachments()));
        listener.onStored(room.key(), event);
        return CompletableFuture.completedFuture(new Appended(event, true));
    }

    @Override
    public void listener(Listener wanted) {
        listener = wanted;
    }

    @Override
    public Snapshot snapshot(RoomKey room, int limit) {
        return stored.snapshot(room, limit);
    }

    @Override
    public Page history(RoomKey room, @Nullable Long before, int limit) {
        return stored.history(room, before, limit);
    }

    @Override
    public ServerFrame.Replay replay(RoomKey room, long lastSeq, @Nullable String epoch, int limit) {
        return stored.replay(room, lastSeq, epoch, limit);
    }

    @Override
    public Optional<ServerFrame.CacheSnapshot> newest(RoomKey room) {
        return stored.newest(room);
    }

    @Override
    public Optional<RoomId> roomOf(ProjectId project, long messageId) {
        return stored.roomOf(project, messageId);
    }

    @Override
    public Unread unread(RoomKey room, UserId user) {
        return stored.unread(room, user);
    }
}
