package ee.fluxychat.identity;

import java.util.Locale;
import java.util.Optional;

/** A role that a token may carry. */
public enum Role {
    OWNER,
    ADMIN,
    MODERATOR,
    MOD,
    MEMBER,
    GUEST,
    BOT;

    /** The role's spelling in tokens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a role as a token or request spells it, trimmed and in any case. */
    public static Optional<Role> parse(String word) {
        // upper case would make an I of a dotless i
        String wanted = word.strip().toLowerCase(Locale.ROOT);
        for (Role each : values()) {
            if (each.word().equals(wanted)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
