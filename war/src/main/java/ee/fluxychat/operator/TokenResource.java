package ee.fluxychat.operator;

import ee.fluxychat.identity.ApiKeys;
import ee.fluxychat.identity.Project;
import ee.fluxychat.identity.Projects;
import ee.fluxychat.identity.Role;
import ee.fluxychat.identity.TokenIssuer;
import ee.fluxychat.platform.Bodies;
import ee.fluxychat.platform.ClientAddress;
import ee.fluxychat.platform.Settings;
import ee.fluxychat.quota.RateLimits;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Json;
import ee.fluxychat.wire.Refused;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Where a backend gets tokens for its users, with its project's API key. */
@Path("/auth/token")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {

    @Inject
    Projects projects;

    @Inject
    ApiKeys keys;

    @Inject
    TokenIssuer issuer;

    @Inject
    RateLimits limits;

    @Inject
    Tenancy tenancy;

    @Inject
    Settings settings;

    @Context
    HttpServletRequest request;

    /** A token for a user of the key's project. */
    @POST
    public String mint(
            @HeaderParam("X-Fluxy-Api-Key") @Nullable String header,
            @QueryParam("apiKey") @Nullable String parameter,
            byte @Nullable [] body) {
        String key = header != null && !header.isBlank() ? header.strip() : parameter;
        if (key == null || key.isBlank()) {
            throw new Refused(ErrorCode.API_KEY_REQUIRED);
        }
        String hmac = keys.hmac(key);
        Project project = projects.byKey(hmac).orElseThrow(() -> new Refused(ErrorCode.INVALID_API_KEY));
        limits.tokens().require(hmac + "/" + ClientAddress.of(request, settings.flag("TRUST_FORWARDED_FOR", false)));
        TokenRequest asked = TokenRequest.of(object(body), tenancy.isTenant(project.id()));
        String token = issuer.issue(project, asked.user(), asked.roles(), asked.ttlSeconds());
        return Json.object(json -> {
            json.write("token", token).write("expiresIn", asked.ttlSeconds());
            json.writeStartObject("claims")
                    .write("sub", asked.user().value())
                    .write("tid", project.id().value())
                    .writeStartArray("roles");
            asked.roles().stream().map(Role::word).forEach(json::write);
            json.writeEnd().writeEnd();
        });
    }

    private static JsonObject object(byte @Nullable [] body) {
        try {
            return Bodies.object(body);
        } catch (Refused refused) {
            throw refused.code() == ErrorCode.INVALID_BODY ? new Refused(ErrorCode.INVALID_INPUT) : refused;
        }
    }
}
