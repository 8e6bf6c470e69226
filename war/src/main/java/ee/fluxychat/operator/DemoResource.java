package ee.fluxychat.operator;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.identity.Project;
import ee.fluxychat.identity.Projects;
import ee.fluxychat.identity.Role;
import ee.fluxychat.identity.TokenIssuer;
import ee.fluxychat.identity.TokenRejected;
import ee.fluxychat.identity.TokenVerifier;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.platform.Bodies;
import ee.fluxychat.platform.ClientAddress;
import ee.fluxychat.platform.Settings;
import ee.fluxychat.quota.RateLimits;
import ee.fluxychat.room.Members;
import ee.fluxychat.wire.Json;
import ee.fluxychat.wire.Text;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets anybody into the demo room, under a user id that the server chooses. */
@Path("/demo")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DemoResource {

    private static final Visitors VISITORS = new Visitors();

    @Inject
    Settings settings;

    @Inject
    Projects projects;

    @Inject
    Members members;

    @Inject
    TokenIssuer issuer;

    @Inject
    TokenVerifier verifier;

    @Inject
    RateLimits limits;

    @Context
    HttpServletRequest request;

    @GET
    @Path("status")
    public String status() {
        Demo demo = Demo.of(settings);
        boolean isConfigured = demo.isEnabled() && projects.find(Demo.PROJECT).isPresent();
        return Json.object(json -> json.write("ok", true)
                .write("enabled", demo.isEnabled())
                .write("configured", isConfigured)
                .write("ready", isConfigured && members.room(demo.key()).isPresent())
                .write("roomId", demo.room().value())
                .write("readOnly", false)
                .write("turnstileRequired", false));
    }

    /** One user for everybody who gives no name. */
    @GET
    @Path("session")
    public Response session(@HeaderParam("Origin") @Nullable String origin) {
        Demo demo = Demo.of(settings);
        return admit(demo, origin, Optional::empty);
    }

    /** A user of his own for each who gives a name; who still has a token keeps the user it names. */
    @POST
    @Path("session")
    public Response session(
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            byte @Nullable [] body) {
        return admit(Demo.of(settings), origin, () -> earlier(authorization)
                .or(() -> displayName(body).map(VISITORS::named)));
    }

    /** Who the visitor is, is looked at only when he may come in at all. */
    private Response admit(Demo demo, @Nullable String origin, Supplier<Optional<UserId>> visitor) {
        if (!demo.isEnabled()) {
            return closed(404, "demo_disabled");
        }
        if (!demo.origins().admits(origin, request.getHeader(HttpHeaders.HOST))) {
            return closed(403, "demo_origin_forbidden");
        }
        limits.demoSessions().require(ClientAddress.of(request, settings.flag("TRUST_FORWARDED_FOR", false)));
        Optional<Project> project = projects.find(Demo.PROJECT);
        if (project.isEmpty()) {
            return closed(404, "demo_not_configured");
        }
        if (members.room(demo.key()).isEmpty()) {
            return closed(404, "demo_room_not_found");
        }
        UserId user = visitor.get().orElse(demo.guest());
        String token = issuer.issue(project.get(), user, Set.of(Role.MEMBER), demo.ttlSeconds());
        return Response.ok(Json.object(json -> json.write("enabled", true)
                        .write("roomId", demo.room().value())
                        .write("userId", user.value())
                        .write("token", token)
                        .write("expiresIn", demo.ttlSeconds())
                        .write("readOnly", false)))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** {@code enabled} is false in every one of these answers: clients look at nothing else. */
    private static Response closed(int status, String error) {
        return Response.status(status)
                .entity(Json.object(json -> json.write("enabled", false).write("error", error)))
                .build();
    }

    private Optional<UserId> earlier(@Nullable String authorization) {
        try {
            Caller caller = verifier.caller(authorization, null);
            boolean isVisitor =
                    caller.project().equals(Demo.PROJECT) && !caller.isGuestOnly() && caller.onlyRoom() == null;
            return isVisitor ? Optional.of(caller.user()) : Optional.empty();
        } catch (TokenRejected noneThatCounts) {
            return Optional.empty();
        }
    }

    private static Optional<String> displayName(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            return Optional.empty();
        }
        return Optional.ofNullable(Json.string(Bodies.object(body), "displayName"))
                .map(Text::trim)
                .filter(name -> !name.isEmpty());
    }
}
