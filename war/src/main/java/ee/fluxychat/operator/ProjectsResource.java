package ee.fluxychat.operator;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.identity.CallerPrincipal;
import ee.fluxychat.identity.Project;
import ee.fluxychat.identity.Projects;
import ee.fluxychat.identity.Provisioning;
import ee.fluxychat.identity.TokenRejected;
import ee.fluxychat.platform.Bodies;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Json;
import ee.fluxychat.wire.Limits;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.Text;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The projects of this server: the operator sees all, everybody else his own. */
@Path("/admin/projects")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ProjectsResource {

    @Inject
    Projects projects;

    @Inject
    Provisioning provisioning;

    @Inject
    Tenancy tenancy;

    @Context
    SecurityContext security;

    /** The projects that the caller may know of. */
    @GET
    public String list() {
        Caller caller = admin();
        List<Project> seen = tenancy.isOperator(caller)
                ? projects.all()
                : projects.find(caller.project()).stream().toList();
        return Json.object(json -> {
            json.writeStartArray("projects");
            seen.forEach(project -> {
                json.writeStartObject();
                write(json, project);
                json.writeNull("plan").writeEnd();
            });
            json.writeEnd();
        });
    }

    /** A new project with its first API key, which is shown this once. */
    @POST
    public String create(byte @Nullable [] body) {
        Caller caller = admin();
        Refused.when(tenancy.isTenant(caller.project()), ErrorCode.FORBIDDEN);
        return founded(provisioning.found(name(body)));
    }

    private Caller admin() {
        if (!(security.getUserPrincipal() instanceof CallerPrincipal principal)) {
            throw new TokenRejected(TokenRejected.Reason.UNAUTHORIZED);
        }
        Refused.when(!principal.caller().isAdmin(), ErrorCode.FORBIDDEN);
        return principal.caller();
    }

    /** The name in a body: 1 to {@link Limits#ROOM_NAME_UNITS} units after trimming. */
    static String name(byte @Nullable [] body) {
        String name = Json.string(Bodies.object(body), "name");
        String trimmed = name == null ? "" : Text.trim(name);
        Refused.when(trimmed.isEmpty(), ErrorCode.PROJECT_NAME_REQUIRED);
        Refused.when(trimmed.length() > Limits.ROOM_NAME_UNITS, ErrorCode.ROOM_NAME_TOO_LONG);
        return trimmed;
    }

    /** The answer that shows a project's first key. */
    static String founded(Provisioning.Founded founded) {
        return Json.object(json -> {
            json.writeStartObject("project");
            write(json, founded.project());
            json.write("apiKey", founded.apiKey()).writeEnd();
        });
    }

    private static void write(JsonGenerator json, Project project) {
        json.write("id", project.id().value())
                .write("name", project.name())
                .write("created_at", Json.time(project.createdAt()));
    }
}
