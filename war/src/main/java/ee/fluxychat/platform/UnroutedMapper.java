package ee.fluxychat.platform;

import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers what JAX-RS itself turns away before a resource sees it: unknown paths, methods and media types. Thread-safe. */
@Provider
public class UnroutedMapper implements ExceptionMapper<WebApplicationException> {

    @Context
    HttpServletRequest request;

    @Override
    public Response toResponse(WebApplicationException turnedAway) {
        return answer(turnedAway.getResponse(), TraceId.of(request));
    }

    /** A known path with a wrong method is as unknown as any other. */
    static Response answer(Response planned, String traceId) {
        return switch (planned.getStatusInfo().toEnum()) {
            case NOT_FOUND, METHOD_NOT_ALLOWED -> Answers.plain(404, "Not found");
            case BAD_REQUEST -> Answers.refusal(traceId, new Refused(ErrorCode.INVALID_BODY));
            default ->
                planned.getStatus() < 400
                        ? planned
                        : Answers.error(
                                planned.getStatus(),
                                traceId,
                                planned.getStatusInfo().getReasonPhrase());
        };
    }
}
