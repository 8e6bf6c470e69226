package ee.fluxychat.room;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a member is in one room; says nothing about his token. */
public enum RoomRole {
    OWNER,
    ADMIN,
    MODERATOR,
    MOD,
    MEMBER,
    GUEST;

    /** The role's spelling on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a role as the wire spells it. */
    public static Optional<RoomRole> parse(@Nullable String word) {
        for (RoomRole each : values()) {
            if (each.word().equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Whether this member may write into an announcement room. */
    public boolean mayAnnounce() {
        return this == OWNER || this == ADMIN || this == MODERATOR;
    }
}
