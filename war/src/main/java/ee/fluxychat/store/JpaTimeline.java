package ee.fluxychat.store;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.room.Entry;
import ee.fluxychat.room.RoomId;
import ee.fluxychat.room.RoomKey;
import ee.fluxychat.room.RoomRecord;
import ee.fluxychat.room.Timeline;
import ee.fluxychat.wire.ServerFrame;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The timelines in the database: appends go through the group commit, questions to the readers. Thread-safe. */
final class JpaTimeline implements Timeline {

    private final Database database;
    private final GroupCommit writer;
    private volatile Listener listener = (room, event) -> {};

    JpaTimeline(Database database, GroupCommit writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public CompletionStage<Appended> append(RoomRecord room, Entry entry) {
        return writer.submit(new Append(room.key(), room.epoch(), entry), appended -> {
            if (appended.isNew()) {
                listener.onStored(room.key(), appended.event());
            }
        });
    }

    @Override
    public void listener(Listener wanted) {
        listener = wanted;
    }

    @Override
    public Snapshot snapshot(RoomKey room, int limit) {
        return read(questions -> questions.snapshot(room, limit));
    }

    @Override
    public Page history(RoomKey room, @Nullable Long before, int limit) {
        return read(questions -> questions.history(room, before, limit));
    }

    @Override
    public ServerFrame.Replay replay(RoomKey room, long lastSeq, @Nullable String epoch, int limit) {
        return read(questions -> questions.replay(room, lastSeq, epoch, limit));
    }

    @Override
    public Optional<ServerFrame.CacheSnapshot> newest(RoomKey room) {
        return read(questions -> questions.newest(room));
    }

    @Override
    public Optional<RoomId> roomOf(ProjectId project, long messageId) {
        return read(questions -> questions.roomOf(project, messageId));
    }

    @Override
    public Unread unread(RoomKey room, UserId user) {
        return read(questions -> questions.unread(room, user));
    }

    private <T> T read(Function<TimelineQuestions, T> question) {
        return database.read((EntityManager entities) -> question.apply(new TimelineQuestions(entities)));
    }
}
