package ee.fluxychat.connect;

import jakarta.websocket.Session;
import java.lang.reflect.Field;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Tells Tyrus that the close frame has left, past it. Without that it answers the peer's close frame with one of its own, behind ours: browsers
 * take the second for a fault and report 1006 instead of our code (RFC 6455, 5.5.1: nothing follows a close frame). Stateless.
 */
final class TyrusGoodbye {

    private static final System.Logger LOG = System.getLogger(TyrusGoodbye.class.getName());

    private TyrusGoodbye() {}

    /** For all sessions of this one's class; fails where Tyrus is built otherwise. */
    static Consumer<Session> teller(Session session) throws ReflectiveOperationException {
        Object remote = session.getBasicRemote();
        Field webSocket = field(remote.getClass(), "webSocket");
        Field state = field(webSocket.get(remote).getClass(), "state");
        Class<?> states = Objects.requireNonNull(
                        state(state, webSocket.get(remote)).get())
                .getClass();
        Object open = constant(states, "CONNECTED");
        Object closing = constant(states, "CLOSING");
        return each -> {
            try {
                state(state, webSocket.get(each.getBasicRemote())).compareAndSet(open, closing);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /**
     * Lets Tyrus close the session itself after all: only then does it forget it. For a peer who has not answered our close frame. Where Tyrus
     * is built otherwise it was never told, and nothing is to be taken back.
     */
    static void takeBack(Session session) {
        try {
            Object remote = session.getBasicRemote();
            Object webSocket =
                    Objects.requireNonNull(field(remote.getClass(), "webSocket").get(remote));
            AtomicReference<Object> state = state(field(webSocket.getClass(), "state"), webSocket);
            Class<?> states = Objects.requireNonNull(state.get()).getClass();
            state.compareAndSet(constant(states, "CLOSING"), constant(states, "CONNECTED"));
        } catch (ReflectiveOperationException | RuntimeException otherwise) {
            LOG.log(System.Logger.Level.DEBUG, "this Tyrus was not told that it is closing", otherwise);
        }
    }

    @SuppressWarnings("unchecked")
    private static AtomicReference<Object> state(Field field, Object webSocket) throws IllegalAccessException {
        return (AtomicReference<Object>) field.get(webSocket);
    }

    private static Object constant(Class<?> states, String name) throws NoSuchFieldException {
        for (Object each : Objects.requireNonNullElse(states.getEnumConstants(), new Object[0])) {
            if (each.toString().equals(name)) {
                return each;
            }
        }
        throw new NoSuchFieldException(name);
    }

    /** Of the class itself or of one it extends. */
    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field declared : each.getDeclaredFields()) {
                if (declared.getName().equals(name)) {
                    declared.setAccessible(true);
                    return declared;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }
}
