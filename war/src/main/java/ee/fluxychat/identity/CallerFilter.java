package ee.fluxychat.identity;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets no request without a verified token through, but for the few routes that are open to all. Thread-safe. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class CallerFilter implements ContainerRequestFilter {

    /** What asks for no token: where tokens come from, and what a load balancer or a page asks first. */
    private static final List<String> OPEN = List.of("auth/", "platform/", "health", "client/", "demo/");

    @Inject
    TokenVerifier verifier;

    @Override
    public void filter(ContainerRequestContext request) {
        String path = path(request.getUriInfo());
        if (OPEN.stream().anyMatch(path::startsWith)) {
            return;
        }
        boolean isAdminRoute = path.equals("admin") || path.startsWith("admin/");
        Caller caller = verifier.caller(
                request.getHeaderString(HttpHeaders.AUTHORIZATION),
                isAdminRoute ? null : request.getUriInfo().getQueryParameters().getFirst("token"));
        request.setSecurityContext(new Verified(
                new CallerPrincipal(caller), request.getSecurityContext().isSecure()));
    }

    /** As resources are found by it: without matrix parameters, {@code /admin;x=1} being {@code /admin}. */
    private static String path(UriInfo uri) {
        return uri.getPathSegments().stream()
                .map(PathSegment::getPath)
                .collect(Collectors.joining("/"))
                .replaceFirst("^/+", "");
    }

    private record Verified(CallerPrincipal principal, boolean secure) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return principal;
        }

        @Override
        public boolean isUserInRole(@Nullable String role) {
            return role != null
                    && Role.parse(role)
                            .filter(principal.caller().roles()::contains)
                            .isPresent();
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
