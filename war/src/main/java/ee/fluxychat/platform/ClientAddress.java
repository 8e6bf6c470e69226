package ee.fluxychat.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** Where a request comes from, as far as it can be believed. */
public final class ClientAddress {

    private ClientAddress() {}

    /**
     * The peer's address; if {@code trustsProxy}, what the nearest proxy says in {@code X-Forwarded-For}. That is the last entry: the ones
     * before it are whatever the client wrote.
     */
    public static String of(HttpServletRequest request, boolean trustsProxy) {
        String forwarded = trustsProxy ? last(request.getHeaders("X-Forwarded-For")) : null;
        if (forwarded == null || forwarded.isBlank()) {
            return request.getRemoteAddr();
        }
        return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }

    /** Some proxies append to the line that came, some send a line of their own behind it. */
    private static @Nullable String last(@Nullable Enumeration<String> lines) {
        String last = null;
        while (lines != null && lines.hasMoreElements()) {
            last = lines.nextElement();
        }
        return last;
    }
}
