package ee.fluxychat.store;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** How far a user has read in a room. */
@Entity
@Table(name = "read_marks")
class ReadMarkEntity {

    @EmbeddedId
    RoomUserKey id;

    @Column(name = "message_id")
    long messageId;

    /** The message's own {@code created_at}, so that the history index finds what comes after it. */
    @Column(name = "message_at")
    long messageAt;

    @Column(name = "created_at")
    long createdAt;
}
