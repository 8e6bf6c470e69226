package ee.fluxychat.identity;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The caller, as a request or a WebSocket session carries him: a MicroProfile token without the token itself, so that it cannot leak. */
public record CallerPrincipal(Caller caller) implements JsonWebToken {

    @Override
    public String getName() {
        return caller.user().value();
    }

    @Override
    public Set<String> getClaimNames() {
        return claims().keySet();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as the interface has it
    public <T> @Nullable T getClaim(String claimName) {
        return (T) claims().get(claimName);
    }

    private Map<String, Object> claims() {
        return Map.of(
                Claims.sub.name(),
                caller.user().value(),
                "tid",
                caller.project().value(),
                Claims.groups.name(),
                caller.roles().stream().map(Role::word).collect(Collectors.toUnmodifiableSet()),
                Claims.exp.name(),
                caller.expiresAt().getEpochSecond());
    }
}
