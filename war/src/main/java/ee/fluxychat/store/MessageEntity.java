package ee.fluxychat.store;

import ee.fluxychat.wire.Attachment;
import ee.fluxychat.wire.Json;
import ee.fluxychat.wire.StoredMessage;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message in its present state. Appended by a statement of its own, else read and changed through the session. */
@Entity
@Table(name = "messages")
class MessageEntity {

    /** Takes the values that {@link #bind} puts in: all columns but those of an edit or a delete. */
    static final String INSERT =
            "insert into messages (id, project_id, room_id, user_id, content, created_at, parent_id,"
                    + " client_message_id, seq, version, mentions, attachments) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    @Id
    long id;

    @Column(name = "project_id")
    String project;

    @Column(name = "room_id")
    String room;

    @Column(name = "user_id")
    String user;

    String content;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "parent_id")
    @Nullable
    Long parentId;

    @Column(name = "edited_at")
    @Nullable
    Long editedAt;

    @Column(name = "deleted_at")
    @Nullable
    Long deletedAt;

    @Column(name = "client_message_id")
    @Nullable
    String clientMessageId;

    long seq;
    int version;

    /** A JSON array of user ids; null for none. */
    @Nullable
    String mentions;

    /** A JSON array of attachments; null for none. */
    @Nullable
    String attachments;

    static MessageEntity of(String project, StoredMessage message) {
        MessageEntity entity = new MessageEntity();
        entity.id = message.id();
        entity.project = project;
        entity.room = message.roomId();
        entity.user = message.userId();
        entity.content = message.content();
        entity.createdAt = message.createdAt();
        entity.parentId = message.parentId();
        entity.clientMessageId = message.clientMessageId();
        entity.seq = message.seq();
        entity.version = message.version();
        entity.mentions = writeMentions(message.mentions());
        entity.attachments = message.attachments().isEmpty() ? null : Attachment.toJson(message.attachments());
        return entity;
    }

    void bind(PreparedStatement insert) throws SQLException {
        insert.setLong(1, id);
        insert.setString(2, project);
        insert.setString(3, room);
        insert.setString(4, user);
        insert.setString(5, content);
        insert.setLong(6, createdAt);
        if (parentId == null) {
            insert.setNull(7, Types.BIGINT);
        } else {
            insert.setLong(7, parentId);
        }
        insert.setString(8, clientMessageId);
        insert.setLong(9, seq);
        insert.setInt(10, version);
        insert.setString(11, mentions);
        insert.setString(12, attachments);
    }

    StoredMessage toMessage() {
        return new StoredMessage(
                id,
                room,
                user,
                content,
                createdAt,
                parentId,
                editedAt,
                deletedAt,
                clientMessageId,
                seq,
                version,
                readMentions(mentions),
                attachments == null ? List.of() : Attachment.fromJson(attachments));
    }

    static @Nullable String writeMentions(List<String> mentions) {
        if (mentions.isEmpty()) {
            return null;
        }
        return Json.write(json -> {
            json.writeStartArray();
            mentions.forEach(json::write);
            json.writeEnd();
        });
    }

    private static List<String> readMentions(@Nullable String stored) {
        return stored == null
                ? List.of()
                : ((JsonArray) Json.parse(stored))
                        .getValuesAs(JsonString.class).stream()
                                .map(JsonString::getString)
                                .toList();
    }
}
