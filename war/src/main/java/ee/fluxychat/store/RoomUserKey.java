package ee.fluxychat.store;

import ee.fluxychat.identity.UserId;
import ee.fluxychat.room.RoomKey;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Project, room and user. */
@Embeddable
class RoomUserKey implements Serializable {

    @Column(name = "project_id")
    String project;

    @Column(name = "room_id")
    String room;

    @Column(name = "user_id")
    String user;

    RoomUserKey() {}

    static RoomUserKey of(RoomKey room, UserId user) {
        RoomUserKey key = new RoomUserKey();
        key.project = room.project().value();
        key.room = room.room().value();
        key.user = user.value();
        return key;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RoomUserKey that
                && project.equals(that.project)
                && room.equals(that.room)
                && user.equals(that.user);
    }

    @Override
    public int hashCode() {
        return Objects.hash(project, room, user);
    }
}
