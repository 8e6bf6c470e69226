package ee.fluxychat.room;

import ee.fluxychat.wire.ReactionOp;
import ee.fluxychat.wire.ServerFrame;
import ee.fluxychat.wire.StoredMessage;
import java.util.List;

/** What happened in a room, as its timeline keeps it; {@code seq} counts from 1 without a hole. */
public sealed interface TimelineEvent {

    long seq();

    /** What the room's connections are told, in this order. */
    List<ServerFrame> frames();

    /** What the asking connection alone is told when nothing changed, because it had happened before. */
    default List<ServerFrame> repeated() {
        return frames();
    }

    /** A message was posted. */
    record MessagePosted(StoredMessage message) implements TimelineEvent {
        @Override
        public long seq() {
            return message.seq();
        }

        @Override
        public List<ServerFrame> frames() {
            return List.of(new ServerFrame.Message(message));
        }
    }

    /** A message got a new text; {@code message} is its new state. */
    record MessageEdited(StoredMessage message, String editor, long seq) implements TimelineEvent {
        @Override
        public List<ServerFrame> frames() {
            return List.of(
                    new ServerFrame.Edit(message, editor, seq), new ServerFrame.MessageUpdated(message, editor, seq));
        }
    }

    /** A message was deleted. */
    record MessageRemoved(ServerFrame.Deletion deletion) implements TimelineEvent {
        @Override
        public long seq() {
            return deletion.seq();
        }

        @Override
        public List<ServerFrame> frames() {
            return List.of(new ServerFrame.Delete(deletion), new ServerFrame.MessageDeleted(deletion));
        }
    }

    /** A reaction came or went. */
    record Reacted(String roomId, String userId, long messageId, String emoji, ReactionOp op, long seq)
            implements TimelineEvent {
        @Override
        public List<ServerFrame> frames() {
            return List.of(new ServerFrame.Reaction(roomId, userId, messageId, emoji, op, seq));
        }

        @Override
        public List<ServerFrame> repeated() {
            return List.of(new ServerFrame.Reaction(roomId, userId, messageId, emoji, op, null));
        }
    }

    /** Somebody read further than before. */
    record ReadMarked(String roomId, String userId, long messageId, long createdAt, long seq) implements TimelineEvent {
        @Override
        public List<ServerFrame> frames() {
            return List.of(new ServerFrame.Read(roomId, userId, messageId, createdAt, seq));
        }

        @Override
        public List<ServerFrame> repeated() {
            return List.of(new ServerFrame.Read(roomId, userId, messageId, createdAt, null));
        }
    }
}
