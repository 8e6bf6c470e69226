package ee.fluxychat.identity;

import java.security.Principal;

/** The caller, as a request or a WebSocket session carries him. */
public record CallerPrincipal(Caller caller) implements Principal {

    @Override
    public String getName() {
        return caller.user().value();
    }
}
