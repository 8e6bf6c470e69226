package ee.fluxychat.wire;

import jakarta.json.stream.JsonGenerator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message as it is stored; times are milliseconds since 1970. Knows its two spellings on the wire: live and history. */
public record StoredMessage(
        long id,
        String roomId,
        String userId,
        String content,
        long createdAt,
        @Nullable Long parentId,
        @Nullable Long editedAt,
        @Nullable Long deletedAt,
        @Nullable String clientMessageId,
        long seq,
        int version,
        List<String> mentions,
        List<Attachment> attachments) {

    /** The text that stands where a deleted message stood. */
    public static final String DELETED_CONTENT = "[deleted]";

    /** The fields of a {@code message} frame and of the answer to POST /messages. */
    public void writeLive(JsonGenerator json) {
        writeHead(json);
        writeMentions(json);
        json.writeNull("preview");
        writeAttachments(json);
        if (clientMessageId != null) {
            json.write("clientMessageId", clientMessageId);
        }
        json.write("seq", seq).write("version", version);
    }

    /** One element of {@code messages} in snapshots and history pages, as a whole object. */
    public void writeHistory(JsonGenerator json) {
        json.writeStartObject();
        writeHead(json);
        Json.writeTimeOrNull(json, "editedAt", editedAt);
        Json.writeTimeOrNull(json, "deletedAt", deletedAt);
        json.writeNull("expiresAt").write("kind", "text").write("visibility", "room");
        if (clientMessageId != null) {
            json.write("clientMessageId", clientMessageId);
        }
        json.write("seq", seq).write("version", version);
        writeMentions(json);
        writeAttachments(json);
        json.writeEnd();
    }

    /** About how many characters either spelling has: those that a client chose, and two hundred for the rest. */
    int units() {
        return 200
                + content.length()
                + attachments.stream().mapToInt(Attachment::units).sum();
    }

    /** The beginning of a page that would be too long to answer in one piece; never cut inside equal times. */
    public static List<StoredMessage> page(List<StoredMessage> messages) {
        int size = 0;
        for (int kept = 0; kept < messages.size(); kept++) {
            size += messages.get(kept).units();
            if (size > Limits.PAGE_UNITS
                    && kept > 0
                    && messages.get(kept - 1).createdAt != messages.get(kept).createdAt) {
                return List.copyOf(messages.subList(0, kept));
            }
        }
        return messages;
    }

    private void writeHead(JsonGenerator json) {
        json.write("id", id)
                .write("roomId", roomId)
                .write("userId", userId)
                .write("senderId", userId)
                .write("content", content)
                .write("createdAt", Json.time(createdAt));
        Json.writeOrNull(json, "parentId", parentId);
    }

    private void writeMentions(JsonGenerator json) {
        json.writeStartArray("mentions");
        mentions.forEach(json::write);
        json.writeEnd();
    }

    private void writeAttachments(JsonGenerator json) {
        json.writeStartArray("attachments");
        attachments.forEach(each -> each.write(json));
        json.writeEnd();
    }
}
