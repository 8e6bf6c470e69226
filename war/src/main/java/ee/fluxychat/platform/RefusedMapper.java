package ee.fluxychat.platform;

import ee.fluxychat.wire.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers what the protocol refuses. Thread-safe. */
@Provider
public class RefusedMapper implements ExceptionMapper<Refused> {

    @Context
    HttpServletRequest request;

    @Override
    public Response toResponse(Refused refused) {
        return Answers.refusal(TraceId.of(request), refused);
    }
}
