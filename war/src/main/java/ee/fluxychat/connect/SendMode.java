package ee.fluxychat.connect;

import jakarta.websocket.Session;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A way to send that suits all sessions of a class; {@code description} is for the start-up log. With an {@code ownGoodbye} the
 * close frame goes through the send queue and the session stays open for the peer's answer; it tells the container so. Immutable.
 */
record SendMode(
        String description,
        Function<Session, FrameSink> sinks,
        Supplier<PingWindow> windows,
        @Nullable Consumer<Session> ownGoodbye) {}
