package ee.fluxychat.room;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What kind of room: who may enter and who may write follows from it. */
public enum RoomType {
    DM,
    GROUP,
    PUBLIC,
    ANNOUNCEMENT;

    /** The type's spelling on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a type as the wire spells it. */
    public static Optional<RoomType> parse(@Nullable String word) {
        for (RoomType each : values()) {
            if (each.word().equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
