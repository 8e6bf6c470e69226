package ee.fluxychat.identity;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a verified token speaks for: the only source of an acting user. {@code onlyRoom} is the one room a guest token opens, if it names one.
 */
public record Caller(
        ProjectId project,
        UserId user,
        Set<Role> roles,
        Instant expiresAt,
        @Nullable String onlyRoom) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Owners and admins enter every room of their project; a token made for one room opens no more to them than to others. */
    public boolean isAdmin() {
        return onlyRoom == null && (roles.contains(Role.OWNER) || roles.contains(Role.ADMIN));
    }

    /** A token that is nothing but a guest's: public rooms, to read. */
    public boolean isGuestOnly() {
        return roles.contains(Role.GUEST) && roles.size() == 1;
    }
}
