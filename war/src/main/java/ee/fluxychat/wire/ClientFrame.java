package ee.fluxychat.wire;

import jakarta.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A frame that a client sends into a room. A new kind does not compile until every {@link Handler} answers it. */
public sealed interface ClientFrame {

    /** Is the connection alive? */
    record Ping() implements ClientFrame {
        @Override
        public void accept(Handler handler) {
            handler.onPing(this);
        }
    }

    /** Says something; with {@code clientMessageId} a retry gets the message that is already stored. */
    record Message(Draft draft) implements ClientFrame {
        @Override
        public void accept(Handler handler) {
            handler.onMessage(this);
        }
    }

    /** Replaces the text of one's own message. */
    record Edit(long messageId, String content) implements ClientFrame {
        @Override
        public void accept(Handler handler) {
            handler.onEdit(this);
        }
    }

    /** Deletes one's own message. */
    record Delete(long messageId) implements ClientFrame {
        @Override
        public void accept(Handler handler) {
            handler.onDelete(this);
        }
    }

    /** Adds or removes one's own reaction. */
    record Reaction(long messageId, Emoji emoji, ReactionOp op) implements ClientFrame {
        @Override
        public void accept(Handler handler) {
            handler.onReaction(this);
        }
    }

    /** Marks everything up to a message as read. */
    record Read(long messageId) implements ClientFrame {
        @Override
        public void accept(Handler handler) {
            handler.onRead(this);
        }
    }

    /** Shows that somebody is writing; never stored. */
    record Typing(boolean isTyping, String intent) implements ClientFrame {
        @Override
        public void accept(Handler handler) {
            handler.onTyping(this);
        }
    }

    /** An application's own event, told to the others and never stored. */
    record ClientEvent(String eventName, JsonObject data) implements ClientFrame {
        @Override
        public void accept(Handler handler) {
            handler.onClientEvent(this);
        }
    }

    /** Asks for every event after {@code lastSeq}; {@code epoch}, if given, says which log that number belongs to. */
    record Resume(long lastSeq, @Nullable String epoch) implements ClientFrame {
        @Override
        public void accept(Handler handler) {
            handler.onResume(this);
        }
    }

    void accept(Handler handler);

    /** One method a kind of frame. */
    interface Handler {
        void onPing(Ping frame);

        void onMessage(Message frame);

        void onEdit(Edit frame);

        void onDelete(Delete frame);

        void onReaction(Reaction frame);

        void onRead(Read frame);

        void onTyping(Typing frame);

        void onClientEvent(ClientEvent frame);

        void onResume(Resume frame);
    }

    /** A message as its author sends it, on any transport; checked, trimmed and cleaned. */
    record Draft(
            String content,
            @Nullable String clientMessageId,
            @Nullable Long parentId,
            List<Attachment> attachments) {}
}
