package ee.fluxychat.wire;

/** Why the server closes a connection (RFC 6455, 7.4). After any code but 1000 and 1008 the reference's client reconnects with backoff. */
public enum CloseCode {
    /** The server stops; come back soon. */
    GOING_AWAY(1001),
    /** A frame could not be handled at all. */
    INTERNAL(1011),
    /** A slow consumer, or a server too busy: reconnect and resume. */
    TRY_AGAIN_LATER(1013),
    /** Ended by the server on purpose: the token expired, the member was removed, the room was deleted. */
    TERMINATED(4001);

    private final int code;

    CloseCode(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }
}
