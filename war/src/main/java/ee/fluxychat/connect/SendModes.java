package ee.fluxychat.connect;

import jakarta.websocket.Session;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Chooses for each class of sessions the best send mode that works, once, and says so in the log. Thread-safe. */
final class SendModes {

    private static final System.Logger LOG = System.getLogger(SendModes.class.getName());

    private final Fanout fanout;
    private final Executor sending;
    private final Function<Class<?>, Container> containers;
    private final Map<Class<?>, SendMode> chosen = new ConcurrentHashMap<>(); // one or two entries

    /** {@code sending} continues a queue where the container's own thread must not. */
    SendModes(Fanout fanout, Executor sending) {
        this(fanout, sending, Container::of);
    }

    /** For tests, where no session is of a real container's class. */
    SendModes(Fanout fanout, Executor sending, Function<Class<?>, Container> containers) {
        this.fanout = fanout;
        this.sending = sending;
        this.containers = containers;
    }

    /** The mode for this session. */
    SendMode of(Session session) {
        SendMode best = chosen.computeIfAbsent(session.getClass(), unknown -> choose(session));
        // An extension would change the bytes of a frame, and raw frames would pass it by.
        return session.getNegotiatedExtensions().isEmpty() ? best : portable(session.getClass());
    }

    /** Sends to all later sessions of the class with the standard API: the container turned out to differ from what its raw mode needs. */
    void distrust(Class<?> sessionClass, Throwable why) {
        chosen.put(sessionClass, portable(sessionClass));
        LOG.log(System.Logger.Level.WARNING, "raw frames do not work with " + sessionClass.getName(), why);
    }

    private SendMode choose(Session session) {
        SendMode mode = fanout == Fanout.AUTO ? coalescing(session) : portable(session.getClass());
        LOG.log(
                System.Logger.Level.INFO,
                "fan-out to {0}: {1}",
                session.getClass().getName(),
                mode.description());
        return mode;
    }

    private SendMode coalescing(Session session) {
        try {
            SendMode mode = containers.apply(session.getClass()).coalescing(session, sending);
            var unused = mode.sinks().apply(session); // fails here if it fails at all
            return mode;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError missing) {
            LOG.log(System.Logger.Level.DEBUG, "no raw frames", missing);
            return portable(session.getClass());
        }
    }

    private SendMode portable(Class<?> sessionClass) {
        return containers.apply(sessionClass).portable(sending);
    }
}
