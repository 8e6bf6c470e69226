package ee.fluxychat.connect;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.identity.CallerPrincipal;
import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.Role;
import ee.fluxychat.identity.UserId;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Extension;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session of no container: it records what is sent to it and how it is closed. */
final class FakeSession {

    private static final Caller CALLER =
            new Caller(new ProjectId("p"), new UserId("u"), Set.of(Role.MEMBER), Instant.MAX, null);

    final List<String> sent = new ArrayList<>();
    final List<Long> pings = new ArrayList<>();
    final List<CloseReason> closes = new ArrayList<>();
    final List<Extension> extensions = new ArrayList<>();
    final Deque<SendHandler> pending = new ArrayDeque<>();
    Runnable whenClosed = () -> {};
    boolean reportsAtOnce = true;

    @Nullable
    Object tcp;

    private final RemoteEndpoint.Basic basic = new TyrusRemote(new TyrusRemote.SocketLike(TyrusRemote.State.CONNECTED));

    private final RemoteEndpoint.Async async = fake(RemoteEndpoint.Async.class, (proxy, method, arguments) -> {
        switch (method.getName()) {
            case "sendText" -> {
                sent.add((String) arguments[0]);
                SendHandler handler = (SendHandler) arguments[1];
                if (reportsAtOnce) {
                    handler.onResult(new SendResult());
                } else {
                    pending.add(handler);
                }
            }
            case "sendPing" ->
                pings.add(ByteBuffer.wrap(((ByteBuffer) arguments[0]).array()).getLong()); // as Open Liberty reads it
            default -> throw new UnsupportedOperationException(method.getName());
        }
        return null;
    });

    final Session session = fake(Session.class, (proxy, method, arguments) -> switch (method.getName()) {
        case "getAsyncRemote" -> async;
        case "getBasicRemote" -> basic;
        case "getNegotiatedExtensions" -> extensions;
        case "getUserPrincipal" -> new Arrival(new CallerPrincipal(CALLER), new Query(null), tcp);
        case "close" -> {
            closes.add((CloseReason) arguments[0]);
            whenClosed.run();
            yield null;
        }
        case "hashCode" -> 1;
        case "equals" -> proxy == arguments[0];
        default -> throw new UnsupportedOperationException(method.getName());
    });

    static <T> T fake(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }
}
