package ee.fluxychat.tck.socket;

/** What a link tells its owner, always on the loop's thread. */
public interface LinkListener {

    /** A text message; the bytes are lent until the call returns. */
    void heard(Link link, byte[] buffer, int offset, int length);

    /** The handshake was answered with anything but a correct 101; the answer is the status line and what came with it. */
    void rejected(Link link, String answer);

    /** The socket is gone; 1006 when no close frame said why (RFC 6455, 7.1.5). */
    void closed(Link link, int code, String reason);
}
