package ee.fluxychat.connect;

import jakarta.websocket.CloseReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A ping or a close frame that we make ourselves (RFC 6455, 5.5). Immutable. */
final class ControlFrame {

    private static final int FINAL_CLOSE = 0x88; // FIN and opcode 8
    private static final int FINAL_PING = 0x89; // FIN and opcode 9

    private final int head;
    private final byte[] payload;

    private ControlFrame(int head, byte[] payload) {
        this.head = head;
        this.payload = payload;
    }

    /** A ping that asks the peer to say how far he has read. */
    static ControlFrame ping(long mark) {
        byte[] payload = new byte[Long.BYTES];
        ByteBuffer.wrap(payload).putLong(mark);
        return new ControlFrame(FINAL_PING, payload);
    }

    static ControlFrame close(CloseReason reason) {
        byte[] phrase = reason.getReasonPhrase().getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[Short.BYTES + phrase.length];
        ByteBuffer.wrap(payload)
                .putShort((short) reason.getCloseCode().getCode())
                .put(phrase);
        return new ControlFrame(FINAL_CLOSE, payload);
    }

    /** A copy for each caller: Open Liberty writes the array behind a buffer, which a read-only view does not show. */
    ByteBuffer payload() {
        return ByteBuffer.wrap(payload.clone());
    }

    int webSocketLength() {
        return 2 + payload.length;
    }

    /** Writes the whole frame, unmasked. */
    void putWebSocketFrame(ByteBuffer target) {
        target.put((byte) head).put((byte) payload.length).put(payload);
    }
}
