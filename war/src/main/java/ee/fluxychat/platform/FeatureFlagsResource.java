package ee.fluxychat.platform;

import ee.fluxychat.wire.Json;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Answers what the protocol's own client asks when it starts; there are no flags so far. */
@Path("/client/feature-flags")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class FeatureFlagsResource {

    @GET
    public String flags() {
        return Json.object(json -> json.writeStartObject("flags")
                .writeEnd()
                .write("flagship", false)
                .writeStartObject("reconnectBackoff")
                .write("baseBackoffMs", 500)
                .write("maxBackoffMs", 20_000)
                .writeEnd());
    }
}
