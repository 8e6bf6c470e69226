package ee.fluxychat.quota;

import ee.fluxychat.platform.Settings;
import ee.fluxychat.wire.Limits;
import java.time.InstantSource;

/** All rate limits of this server, as configured. Thread-safe. */
public final class RateLimits {

    private final RateLimit tokens;
    private final RateLimit requests;
    private final RateLimit frames;
    private final RateLimit clientEvents;
    private final RateLimit actions;
    private final RateLimit connections;
    private final RateLimit publicConnections;
    private final RateLimit demoSessions;

    public RateLimits(Settings settings, InstantSource clock) {
        tokens = new RateLimit(settings.number("RATE_LIMIT_AUTH_TOKEN_PER_MINUTE", 30), clock);
        requests = new RateLimit(settings.number("RATE_LIMIT_MESSAGES_PER_MINUTE", 60), clock);
        frames = new RateLimit(settings.number("RATE_LIMIT_WS_MESSAGES_PER_MINUTE", 60), clock);
        clientEvents = new RateLimit(Limits.CLIENT_EVENTS_PER_MINUTE, clock);
        actions = new RateLimit(settings.number("FLUXY_ACTIONS_PER_MINUTE", 600), clock);
        connections = new RateLimit(settings.number("RATE_LIMIT_WS_CONNECTIONS_PER_MINUTE", 0), clock);
        publicConnections = new RateLimit(settings.number("RATE_LIMIT_PUBLIC_WS_CONNECTIONS_PER_MINUTE", 0), clock);
        demoSessions = new RateLimit(settings.number("RATE_LIMIT_DEMO_SESSIONS_PER_MINUTE", 20), clock);
    }

    /** Minted tokens, by API key and address. */
    public RateLimit tokens() {
        return tokens;
    }

    /** Messages posted by request, by user and room. */
    public RateLimit requests() {
        return requests;
    }

    /** Messages posted by frame, by user and room; counted apart from {@link #requests}. */
    public RateLimit frames() {
        return frames;
    }

    /** Client events, by user and room. */
    public RateLimit clientEvents() {
        return clientEvents;
    }

    /** Whatever else a user makes a room or its database work for: edits, reactions, read marks, typing, resuming, new rooms. */
    public RateLimit actions() {
        return actions;
    }

    /** WebSocket handshakes, by address. */
    public RateLimit connections() {
        return connections;
    }

    /** WebSocket handshakes to public rooms, by address. */
    public RateLimit publicConnections() {
        return publicConnections;
    }

    /** Demo sessions, by address. */
    public RateLimit demoSessions() {
        return demoSessions;
    }
}
