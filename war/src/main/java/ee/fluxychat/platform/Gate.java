package ee.fluxychat.platform;

import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Limits;
import ee.fluxychat.wire.Refused;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What every answer has in common, whoever gives it: trace id, cross-origin and security headers, a limit for bodies. Stands before all other
 * filters, so that errors and rejected handshakes have it too. Thread-safe.
 */
public class Gate extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final System.Logger LOG = System.getLogger(Gate.class.getName());

    private transient AllowedOrigins origins = AllowedOrigins.parse("");

    @Inject
    void allow(Settings settings) {
        origins = AllowedOrigins.parse(settings.text("ALLOWED_ORIGINS").orElse(""));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader(TraceId.HEADER, TraceId.of(request));
        secure(response);
        boolean isForeign = !share(request.getHeader("Origin"), response);
        try {
            if (request.getMethod().equals("OPTIONS")) {
                preflight(isForeign, response);
            } else if (request.getContentLengthLong() > Limits.BODY_BYTES) {
                refuse(new Refused(ErrorCode.PAYLOAD_TOO_LARGE), request, response);
            } else {
                chain.doFilter(LimitedBody.isNeeded(request) ? new LimitedBody(request) : request, response);
            }
        } catch (
                IOException
                        gone) { // thrown on, the container would log a stack trace for each client that leaves early
            LOG.log(System.Logger.Level.DEBUG, "a client left before its answer", gone);
        }
    }

    private static void secure(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
    }

    /** False if the origin is one that may not read the answer. */
    private boolean share(String origin, HttpServletResponse response) {
        response.addHeader("Vary", "Origin");
        response.setHeader("Access-Control-Allow-Methods", "GET,POST,PUT,PATCH,DELETE,OPTIONS");
        response.setHeader(
                "Access-Control-Allow-Headers", "Content-Type,Authorization,X-Trace-Id,X-Fluxy-Api-Key,X-Project-Id");
        response.setHeader("Access-Control-Expose-Headers", "X-Trace-Id,Retry-After");
        if (origin == null) {
            return true;
        }
        boolean isAllowed = origins.allows(origin);
        if (isAllowed) {
            response.setHeader("Access-Control-Allow-Origin", origin);
        }
        return isAllowed;
    }

    private static void preflight(boolean isForeign, HttpServletResponse response) throws IOException {
        if (isForeign) {
            write(HttpServletResponse.SC_FORBIDDEN, "text/plain", "CORS origin not allowed", response);
        } else {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }

    private static void refuse(Refused refused, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(refused.code().status(), "application/json", ErrorBody.of(TraceId.of(request), refused), response);
    }

    private static void write(int status, String type, String body, HttpServletResponse response) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type + ";charset=UTF-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
