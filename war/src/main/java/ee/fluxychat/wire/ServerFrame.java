package ee.fluxychat.wire;

import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A frame that the server sends. Each kind writes its own fields; times are milliseconds since 1970. */
public sealed interface ServerFrame {

    /** The frame's {@code type}. */
    String type();

    /** Writes every field but {@code type}. */
    void write(JsonGenerator json);

    /** A present user and what he told about himself. */
    record Present(String userId, UserInfo info) {
        private static void writeAll(JsonGenerator json, List<Present> members) {
            json.writeStartArray("members");
            for (Present each : members) {
                json.writeStartObject().write("userId", each.userId);
                each.info.write(json, "userInfo");
                json.writeEnd();
            }
            json.writeEnd();
        }
    }

    /** Answers a ping. */
    record Pong(long ts) implements ServerFrame {
        @Override
        public String type() {
            return "pong";
        }

        @Override
        public void write(JsonGenerator json) {
            json.write("ts", ts);
        }
    }

    /** A frame of this client was refused; {@code ref} says which one. */
    record Refusal(
            String message,
            String code,
            @Nullable String ref,
            @Nullable Integer retryAfterSeconds) implements ServerFrame {
        /** The frame that tells of a refusal. */
        public static Refusal of(Refused refused, @Nullable String ref) {
            return new Refusal(refused.frameText(), refused.code().word(), ref, refused.retryAfterSeconds());
        }

        @Override
        public String type() {
            return "error";
        }

        @Override
        public void write(JsonGenerator json) {
            json.write("message", message).write("code", code);
            if (ref != null) {
                json.write("ref", ref);
            }
            if (retryAfterSeconds != null) {
                json.write("retryAfterSeconds", retryAfterSeconds);
            }
        }
    }

    /** A stored message. */
    record Message(StoredMessage message) implements ServerFrame {
        @Override
        public String type() {
            return "message";
        }

        @Override
        public void write(JsonGenerator json) {
            message.writeLive(json);
        }
    }

    /** A message has a new text. */
    record Edit(StoredMessage message, String editor, long seq) implements ServerFrame {
        @Override
        public String type() {
            return "edit";
        }

        @Override
        public void write(JsonGenerator json) {
            writeEdited(json, message, editor);
            json.write("streaming", false).write("version", message.version()).write("seq", seq);
        }
    }

    /** The same news as {@link Edit}, for clients that listen to this name. */
    record MessageUpdated(StoredMessage message, String editor, long seq) implements ServerFrame {
        @Override
        public String type() {
            return "message_updated";
        }

        @Override
        public void write(JsonGenerator json) {
            writeEdited(json, message, editor);
            json.write("version", message.version()).write("seq", seq);
        }
    }

    private static void writeEdited(JsonGenerator json, StoredMessage message, String editor) {
        json.write("id", message.id())
                .write("roomId", message.roomId())
                .write("userId", editor)
                .write("content", message.content());
        Json.writeTimeOrNull(json, "editedAt", message.editedAt());
    }

    /** A message is gone. */
    record Delete(Deletion deletion) implements ServerFrame {
        @Override
        public String type() {
            return "delete";
        }

        @Override
        public void write(JsonGenerator json) {
            deletion.write(json);
            json.write("hard", deletion.hard());
        }
    }

    /** The same news as {@link Delete}, for clients that listen to this name. */
    record MessageDeleted(Deletion deletion) implements ServerFrame {
        @Override
        public String type() {
            return "message_deleted";
        }

        @Override
        public void write(JsonGenerator json) {
            deletion.write(json);
        }
    }

    /** What both deletion frames tell. */
    record Deletion(long id, String roomId, String userId, long deletedAt, int version, long seq, boolean hard) {
        private void write(JsonGenerator json) {
            json.write("id", id)
                    .write("roomId", roomId)
                    .write("userId", userId)
                    .write("deletedAt", Json.time(deletedAt))
                    .write("version", version)
                    .write("seq", seq);
        }
    }

    /** Somebody's reaction; {@code seq} is absent when nothing changed and only the asking connection is answered. */
    record Reaction(
            String roomId,
            String userId,
            long messageId,
            String emoji,
            ReactionOp op,
            @Nullable Long seq) implements ServerFrame {
        @Override
        public String type() {
            return "reaction";
        }

        @Override
        public void write(JsonGenerator json) {
            json.write("roomId", roomId)
                    .write("userId", userId)
                    .write("messageId", messageId)
                    .write("emoji", emoji)
                    .write("op", op.word());
            if (seq != null) {
                json.write("seq", seq);
            }
        }
    }

    /** How far somebody has read; {@code seq} as in {@link Reaction}. */
    record Read(
            String roomId,
            String userId,
            long messageId,
            long createdAt,
            @Nullable Long seq) implements ServerFrame {
        @Override
        public String type() {
            return "read";
        }

        @Override
        public void write(JsonGenerator json) {
            json.write("roomId", roomId)
                    .write("userId", userId)
                    .write("messageId", messageId)
                    .write("createdAt", Json.time(createdAt));
            if (seq != null) {
                json.write("seq", seq);
            }
        }
    }

    /** Somebody is writing, or stopped. */
    record Typing(String userId, boolean isTyping, String intent) implements ServerFrame {
        @Override
        public String type() {
            return "typing";
        }

        @Override
        public void write(JsonGenerator json) {
            json.write("userId", userId).write("isTyping", isTyping).write("intent", intent);
        }
    }

    /** An application's own event from another client. */
    record ClientEvent(String roomId, String userId, String eventName, JsonObject data) implements ServerFrame {
        @Override
        public String type() {
            return "client_event";
        }

        @Override
        public void write(JsonGenerator json) {
            json.write("roomId", roomId)
                    .write("userId", userId)
                    .write("eventName", eventName)
                    .write("data", data);
        }
    }

    /** The newest event of the room, told first to a client that keeps a cache. */
    record CacheSnapshot(String roomId, ServerFrame event, long cachedAt) implements ServerFrame {
        @Override
        public String type() {
            return "cache_snapshot";
        }

        @Override
        public void write(JsonGenerator json) {
            json.write("roomId", roomId).writeStartObject("event").write("type", event.type());
            event.write(json);
            json.writeEnd().write("cachedAt", Json.time(cachedAt));
        }
    }

    /** The newest messages, oldest first, told to a newcomer; bears the name {@code replay} if he asked for that. */
    record Snapshot(boolean asReplay, List<StoredMessage> messages, Map<Long, Map<String, Integer>> reactions)
            implements ServerFrame {
        @Override
        public String type() {
            return asReplay ? "replay" : "history";
        }

        @Override
        public void write(JsonGenerator json) {
            writeMessages(json, messages, reactions);
        }
    }

    /** The fields {@code messages} and {@code reactions}, as snapshots and history pages have them. */
    static void writeMessages(
            JsonGenerator json, List<StoredMessage> messages, Map<Long, Map<String, Integer>> reactions) {
        json.writeStartArray("messages");
        messages.forEach(each -> each.writeHistory(json));
        json.writeEnd().writeStartObject("reactions");
        reactions.forEach((id, counts) -> {
            json.writeStartObject(id.toString());
            counts.forEach(json::write);
            json.writeEnd();
        });
        json.writeEnd();
    }

    /** Live positions shared in the room: a feature this server does not offer, so always empty; clients wait for it. */
    record LocationSnapshot(String roomId, long generatedAt) implements ServerFrame {
        @Override
        public String type() {
            return "location_snapshot";
        }

        @Override
        public void write(JsonGenerator json) {
            json.write("roomId", roomId)
                    .writeStartArray("tracks")
                    .writeEnd()
                    .write("generatedAt", Json.time(generatedAt));
        }
    }

    /** The newcomer is in; {@code seq} and {@code epoch} say from where he could resume. */
    record SubscriptionSucceeded(
            String roomId, String socketId, int subscriptionCount, List<Present> members, long seq, String epoch)
            implements ServerFrame {
        @Override
        public String type() {
            return "subscription_succeeded";
        }

        @Override
        public void write(JsonGenerator json) {
            json.write("roomId", roomId).write("socketId", socketId).write("subscriptionCount", subscriptionCount);
            Present.writeAll(json, members);
            json.write("seq", seq).write("epoch", epoch);
        }
    }

    /** Who is here: {@code online} counts connections, the lists name each user once. */
    record Presence(int online, List<Present> members) implements ServerFrame {
        @Override
        public String type() {
            return "presence";
        }

        @Override
        public void write(JsonGenerator json) {
            json.write("online", online).writeStartArray("users");
            members.forEach(each -> json.write(each.userId()));
            json.writeEnd();
            Present.writeAll(json, members);
        }
    }

    /** How many connections the room has. */
    record SubscriptionCount(String roomId, int subscriptionCount) implements ServerFrame {
        @Override
        public String type() {
            return "subscription_count";
        }

        @Override
        public void write(JsonGenerator json) {
            json.write("roomId", roomId).write("subscriptionCount", subscriptionCount);
        }
    }

    /** A user's first connection came. */
    record MemberJoined(String roomId, String userId, UserInfo info, String socketId) implements ServerFrame {
        @Override
        public String type() {
            return "member_joined";
        }

        @Override
        public void write(JsonGenerator json) {
            json.write("roomId", roomId).write("userId", userId);
            info.write(json, "userInfo");
            json.write("socketId", socketId);
        }
    }

    /** A user's last connection went. */
    record MemberLeft(String roomId, String userId) implements ServerFrame {
        @Override
        public String type() {
            return "member_left";
        }

        @Override
        public void write(JsonGenerator json) {
            json.write("roomId", roomId).write("userId", userId);
        }
    }

    /**
     * Answers {@code resume}. {@code recovered} is false when the log the client speaks of is not this one, or ends before his
     * {@code lastSeq}: then he has to load the room anew. {@code hasMore} asks him to resume again from the {@code lastSeq} given here.
     */
    record Replay(
            List<Entry> events,
            List<StoredMessage> messages,
            long lastSeq,
            long currentSeq,
            boolean recovered,
            String epoch)
            implements ServerFrame {

        /** Whether there is more to resume. */
        public boolean hasMore() {
            return recovered && lastSeq < currentSeq;
        }

        /** The beginning of this answer, of about so many characters but one event at least; the rest is resumed next time. */
        public Replay cut(int units) {
            Map<Long, StoredMessage> byId =
                    messages.stream().collect(Collectors.toMap(StoredMessage::id, Function.identity()));
            int kept = 0;
            for (int size = 0; kept < events.size(); kept++) {
                Entry next = events.get(kept);
                StoredMessage message = byId.get(next.messageId);
                size += next.payload.toString().length() + (message == null ? 0 : message.units());
                if (kept > 0 && size > units) {
                    return first(kept);
                }
            }
            return this;
        }

        private Replay first(int count) {
            List<Entry> kept = List.copyOf(events.subList(0, count));
            Set<Long> named = kept.stream().map(Entry::messageId).collect(Collectors.toSet());
            return new Replay(
                    kept,
                    messages.stream().filter(each -> named.contains(each.id())).toList(),
                    kept.get(count - 1).seq,
                    currentSeq,
                    recovered,
                    epoch);
        }

        /** One event of the log; {@code eventType} is create, update, delete, reaction or read. */
        public record Entry(
                long seq,
                long messageId,
                String eventType,
                @Nullable Integer version,
                long createdAt,
                JsonObject payload) {}

        @Override
        public String type() {
            return "replay";
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeStartArray("events");
            for (Entry each : events) {
                json.writeStartObject()
                        .write("seq", each.seq)
                        .write("messageId", each.messageId)
                        .write("eventType", each.eventType);
                if (each.version != null) {
                    json.write("version", each.version);
                }
                json.write("createdAt", Json.time(each.createdAt))
                        .write("payload", each.payload)
                        .writeEnd();
            }
            json.writeEnd().writeStartArray("messages");
            messages.forEach(each -> each.writeHistory(json));
            json.writeEnd()
                    .write("lastSeq", lastSeq)
                    .write("currentSeq", currentSeq)
                    .write("recovered", recovered)
                    .write("hasMore", hasMore())
                    .write("epoch", epoch);
        }
    }
}
