package ee.fluxychat.connect;

import jakarta.websocket.Session;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A way to send that suits all sessions of a class; {@code description} is for the start-up log. With {@code ownGoodbye} the close frame
 * goes through the send queue and the session stays open for the peer's answer. Immutable.
 */
record SendMode(
        String description, Function<Session, FrameSink> sinks, Supplier<PingWindow> windows, boolean ownGoodbye) {}
