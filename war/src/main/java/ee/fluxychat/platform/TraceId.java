package ee.fluxychat.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id by which a client and the server's log speak of the same request: the client's own, if it sent one that is safe to log. */
public final class TraceId {

    /** The header that carries it, in both directions. */
    public static final String HEADER = "X-Trace-Id";

    private static final String ATTRIBUTE = "ee.fluxychat.traceId";
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private TraceId() {}

    /** The request's id, the same at every call. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String id = chosen(request.getHeader(HEADER));
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    static String chosen(@Nullable String sent) {
        return sent != null && ACCEPTED.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
    }
}
