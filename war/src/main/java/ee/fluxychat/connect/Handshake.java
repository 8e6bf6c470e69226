package ee.fluxychat.connect;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.identity.TokenRejected;
import ee.fluxychat.identity.TokenVerifier;
import ee.fluxychat.platform.AllowedOrigins;
import ee.fluxychat.platform.ClientAddress;
import ee.fluxychat.platform.ErrorBody;
import ee.fluxychat.platform.Settings;
import ee.fluxychat.platform.TraceId;
import ee.fluxychat.quota.RateLimits;
import ee.fluxychat.room.Access;
import ee.fluxychat.room.Members;
import ee.fluxychat.room.RoomId;
import ee.fluxychat.room.RoomRole;
import ee.fluxychat.room.RoomType;
import ee.fluxychat.room.Seat;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.Text;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges an upgrade request before the container sees it: the first check that fails answers with an HTTP status, which a browser takes for a
 * reason to wait; a socket opened and closed again it would open anew at once. Thread-safe.
 */
@WebFilter(urlPatterns = "/ws/*", asyncSupported = true)
public class Handshake extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final String ROOMS = "/ws/room/";
    private static final String VERSION = "13"; // RFC 6455, 4.1
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}=="); // 16 bytes

    @Inject
    transient TokenVerifier verifier;

    @Inject
    transient Access access;

    @Inject
    transient Members members;

    @Inject
    transient RateLimits limits;

    private transient AllowedOrigins origins = AllowedOrigins.parse("");
    private transient boolean trustsProxy;

    @Inject
    void configure(Settings settings) {
        origins = AllowedOrigins.parse(settings.text("ALLOWED_ORIGINS").orElse(""));
        trustsProxy = settings.flag("TRUST_FORWARDED_FOR", false);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        String version = request.getHeader("Sec-WebSocket-Version");
        if (!path.startsWith(ROOMS)) {
            text(response, HttpServletResponse.SC_NOT_FOUND, "Not found");
        } else if (!isUpgrade(request)) {
            text(response, HttpServletResponse.SC_BAD_REQUEST, "Expected WebSocket");
        } else if (!isKey(request.getHeader("Sec-WebSocket-Key"))) {
            text(response, HttpServletResponse.SC_BAD_REQUEST, "Sec-WebSocket-Key must be 16 bytes in base64");
        } else if (!VERSION.equals(version)) {
            response.setHeader("Sec-WebSocket-Version", VERSION); // RFC 6455, 4.2.2
            text(response, 426, "Sec-WebSocket-Version must be " + VERSION);
        } else {
            admit(path.substring(ROOMS.length()), request, response, chain);
        }
    }

    /** RFC 6455, 4.2.1. Not over HTTP/2, where a connection is not one stream's alone. */
    private static boolean isUpgrade(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
                && lists(request.getHeader("Connection"), "upgrade")
                && request.getMethod().equals("GET")
                && request.getProtocol().equals("HTTP/1.1");
    }

    private static boolean lists(@Nullable String header, String token) {
        return header != null
                && Arrays.stream(header.split(",", -1))
                        .anyMatch(each -> each.strip().equalsIgnoreCase(token));
    }

    private static boolean isKey(@Nullable String header) {
        return header != null && KEY.matcher(header.strip()).matches();
    }

    private void admit(String room, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Caller caller;
        try {
            caller = verifier.caller(request.getHeader("Authorization"), request.getParameter("token"));
            Refused.when(
                    !origins.admits(request.getHeader("Origin"), request.getHeader("Host")),
                    ErrorCode.ORIGIN_NOT_ALLOWED);
            Refused.when(!Text.isId(room), ErrorCode.NOT_A_MEMBER);
            Seat seat = access.toRead(caller, new RoomId(room));
            requireRate(seat, ClientAddress.of(request, trustsProxy));
            enrol(caller, seat);
        } catch (TokenRejected rejected) {
            text(response, HttpServletResponse.SC_UNAUTHORIZED, rejected.text());
            return;
        } catch (Refused refused) {
            refuse(request, response, refused);
            return;
        }
        chain.doFilter(new Admitted(request, Arrival.of(request, caller)), response);
    }

    private void requireRate(Seat seat, String address) {
        if (seat.room().type() == RoomType.PUBLIC) {
            limits.publicConnections().require(address);
        }
        limits.connections().require(address);
    }

    /** Whoever connects to a public room belongs to it from then on. */
    private void enrol(Caller caller, Seat seat) {
        if (seat.room().type() == RoomType.PUBLIC && seat.member().isEmpty()) {
            members.add(seat.room().key(), caller.user(), caller.isGuestOnly() ? RoomRole.GUEST : RoomRole.MEMBER);
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Refused refused)
            throws IOException {
        if (refused.retryAfterSeconds() != null) {
            response.setHeader("Retry-After", refused.retryAfterSeconds().toString());
        }
        String body = ErrorBody.of(TraceId.of(request), refused);
        send(response, refused.code().status(), "application/json;charset=UTF-8", body);
    }

    private static void text(HttpServletResponse response, int status, String text) throws IOException {
        send(response, status, "text/plain;charset=UTF-8", text);
    }

    private static void send(HttpServletResponse response, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** The request as it goes on: in the name of the verified caller. */
    private static final class Admitted extends HttpServletRequestWrapper {

        private final Arrival principal;

        Admitted(HttpServletRequest request, Arrival principal) {
            super(request);
            this.principal = principal;
        }

        @Override
        public Principal getUserPrincipal() {
            return principal;
        }
    }
}
