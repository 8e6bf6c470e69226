package ee.fluxychat.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One user's reaction to one message. */
@Entity
@Table(name = "message_reactions")
class ReactionEntity {

    @EmbeddedId
    Key id;

    @Column(name = "room_id")
    String room;

    @Column(name = "created_at")
    long createdAt;

    /** The reaction itself: a user adds an emoji to a message once. */
    @Embeddable
    static class Key implements Serializable {

        @Column(name = "project_id")
        String project;

        @Column(name = "message_id")
        long messageId;

        String emoji;

        @Column(name = "user_id")
        String user;

        Key() {}

        Key(String project, long messageId, String emoji, String user) {
            this.project = project;
            this.messageId = messageId;
            this.emoji = emoji;
            this.user = user;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that
                    && project.equals(that.project)
                    && messageId == that.messageId
                    && emoji.equals(that.emoji)
                    && user.equals(that.user);
        }

        @Override
        public int hashCode() {
            return Objects.hash(project, messageId, emoji, user);
        }
    }
}
