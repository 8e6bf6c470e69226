package ee.fluxychat.connect;

import jakarta.websocket.Session;
import java.util.function.Function;
import java.util.function.Supplier;

/** A way to send that suits all sessions of a class; {@code description} is for the start-up log. Immutable. */
record SendMode(String description, Function<Session, FrameSink> sinks, Supplier<PingWindow> windows) {}
