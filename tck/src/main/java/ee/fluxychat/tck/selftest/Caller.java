package ee.fluxychat.tck.selftest;

import ee.fluxychat.tck.selftest.World.Project;
import java.time.Instant;
import java.util.List;

/** Who speaks, as a token says: a user of a project with roles, until a time. Immutable. */
record Caller(Project project, String user, List<String> roles, Instant until) {

    boolean isAdmin() {
        return roles.contains("owner") || roles.contains("admin");
    }

    /** A guest and nothing better. */
    boolean isGuestOnly() {
        return roles.contains("guest")
                && roles.stream().noneMatch(List.of("member", "mod", "moderator", "bot", "admin", "owner")::contains);
    }
}
