package ee.fluxychat.platform;

import ee.fluxychat.wire.Json;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells monitors whether the server lives, and whether it can work. */
@Path("/health")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    @Inject
    @Any
    Instance<HealthCheck> checks;

    @Inject
    InstantSource clock;

    @Context
    ServletContext context;

    @GET
    public Response health() {
        Map<String, Boolean> found = new LinkedHashMap<>();
        checks.forEach(check -> found.put(check.name(), check.isHealthy()));
        return answer(found);
    }

    @GET
    @Path("ready")
    public Response ready() {
        return health();
    }

    /** Looks at nothing else: a lost database is no reason to restart the process. */
    @GET
    @Path("live")
    public Response live() {
        return answer(Map.of());
    }

    private Response answer(Map<String, Boolean> found) {
        boolean ok = !found.containsValue(false);
        return Response.status(ok ? 200 : 503)
                .header("Cache-Control", "no-store")
                .entity(report(found, clock.millis(), Version.of(context)))
                .build();
    }

    static String report(Map<String, Boolean> found, long now, String version) {
        return Json.object(json -> {
            json.write("ok", !found.containsValue(false))
                    .write("ts", now)
                    .writeNull("projectId")
                    .write("version", version)
                    .writeStartObject("checks");
            found.forEach((name, isHealthy) -> json.write(name, isHealthy ? "connected" : "unreachable"));
            json.writeEnd();
        });
    }
}
