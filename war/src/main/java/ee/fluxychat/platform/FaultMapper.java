package ee.fluxychat.platform;

import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Answers our own faults: the log has what happened, the client only the trace id to ask by. Thread-safe. */
@Provider
public class FaultMapper implements ExceptionMapper<Throwable> {

    private static final System.Logger LOG = System.getLogger(FaultMapper.class.getName());

    @Context
    HttpServletRequest request;

    @Override
    public Response toResponse(Throwable fault) {
        String traceId = TraceId.of(request);
        Refused refused = refusalWithin(fault);
        if (refused != null) {
            return Answers.refusal(traceId, refused);
        }
        if (isOfTheLine(fault)) {
            LOG.log(System.Logger.Level.DEBUG, "the body of request " + traceId + " did not arrive", fault);
            return Answers.error(408, traceId, "the body of the request did not arrive");
        }
        LOG.log(System.Logger.Level.ERROR, "request " + traceId + " failed", fault);
        return Answers.error(500, traceId, ErrorCode.INTERNAL.sentence());
    }

    /** A client that goes away or dawdles is no fault of ours. Only bodies are read with an {@code IOException}: databases throw others. */
    static boolean isOfTheLine(Throwable fault) {
        return fault instanceof IOException || fault.getCause() instanceof IOException;
    }

    /** A refusal that passed an EJB or a body's reader comes wrapped. */
    static @Nullable Refused refusalWithin(Throwable fault) {
        Throwable each = fault;
        for (int depth = 0; each != null && depth < 10; depth++) {
            if (each instanceof Refused refused) {
                return refused;
            }
            each = each.getCause();
        }
        return null;
    }
}
