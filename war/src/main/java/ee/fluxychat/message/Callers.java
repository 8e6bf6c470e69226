package ee.fluxychat.message;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.identity.CallerPrincipal;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Refused;
import jakarta.ws.rs.core.SecurityContext;

/** Who makes a request: the user of its verified token, whatever the body says. */
final class Callers {

    private Callers() {}

    /** The caller; a request that carries none is refused. */
    static Caller of(SecurityContext security) {
        if (security.getUserPrincipal() instanceof CallerPrincipal principal) {
            return principal.caller();
        }
        throw new Refused(ErrorCode.UNAUTHORIZED);
    }
}
