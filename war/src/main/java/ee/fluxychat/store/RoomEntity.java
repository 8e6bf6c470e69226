package ee.fluxychat.store;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.room.RoomId;
import ee.fluxychat.room.RoomKey;
import ee.fluxychat.room.RoomRecord;
import ee.fluxychat.room.RoomType;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A room and the head of its timeline. */
@Entity
@Table(name = "rooms")
class RoomEntity {

    @EmbeddedId
    Key id;

    String type;
    String name;

    @Column(name = "dm_pair")
    @Nullable
    String dmPair;

    @Column(name = "created_at")
    long createdAt;

    String epoch;

    @Column(name = "last_seq")
    long lastSeq;

    @Column(name = "last_event_at")
    long lastEventAt;

    RoomRecord toRecord() {
        return new RoomRecord(
                new RoomKey(new ProjectId(id.project), new RoomId(id.room)),
                RoomType.parse(type).orElseThrow(),
                name,
                createdAt,
                epoch);
    }

    /** Project and room. */
    @Embeddable
    static class Key implements Serializable {

        @Column(name = "project_id")
        String project;

        @Column(name = "room_id")
        String room;

        Key() {}

        Key(String project, String room) {
            this.project = project;
            this.room = room;
        }

        static Key of(RoomKey key) {
            return new Key(key.project().value(), key.room().value());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && project.equals(that.project) && room.equals(that.room);
        }

        @Override
        public int hashCode() {
            return Objects.hash(project, room);
        }
    }
}
