package ee.fluxychat.store;

import ee.fluxychat.room.RoomKey;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One event of a room's timeline. Refers to its message and keeps no text. Appended by a statement of its own, else read through the session. */
@Entity
@Table(name = "room_events")
class EventEntity {

    /** Takes the values that {@link #bind} puts in. */
    static final String INSERT =
            "insert into room_events (project_id, room_id, seq, type, message_id, user_id, version,"
                    + " created_at, detail) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    static final String CREATE = "create";
    static final String UPDATE = "update";
    static final String DELETE = "delete";
    static final String REACTION = "reaction";
    static final String READ = "read";

    @EmbeddedId
    Key id;

    String type;

    @Column(name = "message_id")
    long messageId;

    @Column(name = "user_id")
    String user;

    @Nullable
    Integer version;

    @Column(name = "created_at")
    long createdAt;

    /** Of a reaction: its operation and its emoji, parted by a blank. */
    @Nullable
    String detail;

    void bind(PreparedStatement insert) throws SQLException {
        insert.setString(1, id.project);
        insert.setString(2, id.room);
        insert.setLong(3, id.seq);
        insert.setString(4, type);
        insert.setLong(5, messageId);
        insert.setString(6, user);
        if (version == null) {
            insert.setNull(7, Types.INTEGER);
        } else {
            insert.setInt(7, version);
        }
        insert.setLong(8, createdAt);
        insert.setString(9, detail);
    }

    /** Project, room and position. */
    @Embeddable
    static class Key implements Serializable {

        @Column(name = "project_id")
        String project;

        @Column(name = "room_id")
        String room;

        long seq;

        Key() {}

        Key(RoomKey room, long seq) {
            this.project = room.project().value();
            this.room = room.room().value();
            this.seq = seq;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that
                    && project.equals(that.project)
                    && room.equals(that.room)
                    && seq == that.seq;
        }

        @Override
        public int hashCode() {
            return Objects.hash(project, room, seq);
        }
    }
}
