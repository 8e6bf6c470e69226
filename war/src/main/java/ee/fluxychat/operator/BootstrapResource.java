package ee.fluxychat.operator;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.Provisioning;
import ee.fluxychat.platform.Settings;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Refused;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Founds the first project of an empty server, for whoever holds the secret in {@code PLATFORM_BOOTSTRAP_SECRET}. */
@Path("/platform/bootstrap")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BootstrapResource {

    @Inject
    Settings settings;

    @Inject
    Provisioning provisioning;

    /** The first project and its key; refused when there is a project already, so that the secret opens nothing later. */
    @POST
    public String bootstrap(@HeaderParam("X-Fluxy-Bootstrap-Secret") @Nullable String secret, byte @Nullable [] body) {
        String wanted =
                settings.text("PLATFORM_BOOTSTRAP_SECRET").orElseThrow(() -> new Refused(ErrorCode.BOOTSTRAP_DISABLED));
        Refused.when(secret == null || !isEqual(secret, wanted), ErrorCode.INVALID_BOOTSTRAP_SECRET);
        String name = ProjectsResource.name(body);
        ProjectId id = new ProjectId(settings.id("FLUXY_PLATFORM_PROJECT_ID")
                .orElseGet(() -> UUID.randomUUID().toString()));
        return ProjectsResource.founded(
                provisioning.foundFirst(id, name).orElseThrow(() -> new Refused(ErrorCode.ALREADY_BOOTSTRAPPED)));
    }

    /** In a time that does not tell how much of it is right. */
    private static boolean isEqual(String given, String wanted) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
    }
}
