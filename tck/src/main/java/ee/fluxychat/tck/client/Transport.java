package ee.fluxychat.tck.client;

import java.util.Locale;

/** How somebody hears a room: over a WebSocket, over an event stream, or by reading history again and again. */
public enum Transport {
    /** One WebSocket, to hear and to speak. */
    WS,
    /** Server-sent events to hear; who listens so speaks over REST. */
    SSE,
    /** The newest page of history, compared with the one before; who listens so speaks over REST. */
    POLL;

    /** How reports spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
