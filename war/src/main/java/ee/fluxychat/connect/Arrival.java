package ee.fluxychat.connect;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.identity.CallerPrincipal;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.Session;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Who came with a handshake, what he asked for and, where the container shows it, on which TCP connection. It travels as the principal,
 * because that is what every container hands from the request to the session. Immutable.
 */
record Arrival(
        CallerPrincipal principal, Query query, @Nullable Object tcp) implements JsonWebToken {

    private static final System.Logger LOG = System.getLogger(Arrival.class.getName());

    /** From a request to its connection by public methods alone, on Payara and on GlassFish; elsewhere there is no such way. */
    private static final List<List<String>> WAYS_TO_GRIZZLY = List.of(
            List.of("getUnwrappedCoyoteRequest", "getCoyoteRequest", "getContext", "getConnection"),
            List.of("getUnwrappedCoyoteRequest", "getGrizzlyRequest", "getContext", "getConnection"));

    static Arrival of(HttpServletRequest request, Caller caller) {
        return new Arrival(new CallerPrincipal(caller), new Query(request.getQueryString()), tcp(request));
    }

    /** Of the session's handshake; null if it passed none of ours. */
    static @Nullable Arrival of(Session session) {
        return session.getUserPrincipal() instanceof Arrival arrival ? arrival : null;
    }

    private static @Nullable Object tcp(ServletRequest request) {
        ServletRequest own = request;
        while (own instanceof ServletRequestWrapper wrapper) {
            own = wrapper.getRequest();
        }
        for (List<String> way : WAYS_TO_GRIZZLY) {
            Object end = walk(own, way);
            if (end != null) {
                return end;
            }
        }
        return null;
    }

    private static @Nullable Object walk(Object start, List<String> way) {
        Object found = start;
        try {
            for (String step : way) {
                found = found.getClass().getMethod(step).invoke(found);
                if (found == null) {
                    return null;
                }
            }
            return found;
        } catch (ReflectiveOperationException | RuntimeException elsewhere) {
            LOG.log(System.Logger.Level.DEBUG, "no Grizzly below this request", elsewhere);
            return null;
        }
    }

    Caller caller() {
        return principal.caller();
    }

    @Override
    public String getName() {
        return principal.getName();
    }

    @Override
    public Set<String> getClaimNames() {
        return principal.getClaimNames();
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as the interface has it
    public <T> @Nullable T getClaim(String claimName) {
        return principal.getClaim(claimName);
    }
}
