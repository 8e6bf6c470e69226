package ee.fluxychat.platform;

import jakarta.servlet.http.HttpServletRequest;

/** Where a request comes from, as far as it can be believed. */
public final class ClientAddress {

    private ClientAddress() {}

    /**
     * The peer's address; if {@code trustsProxy}, what the nearest proxy says in {@code X-Forwarded-For}. That is the last entry: the ones
     * before it are whatever the client wrote.
     */
    public static String of(HttpServletRequest request, boolean trustsProxy) {
        String forwarded = trustsProxy ? request.getHeader("X-Forwarded-For") : null;
        if (forwarded == null || forwarded.isBlank()) {
            return request.getRemoteAddr();
        }
        return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }
}
