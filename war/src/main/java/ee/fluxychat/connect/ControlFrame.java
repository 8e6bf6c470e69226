package ee.fluxychat.connect;

import jakarta.websocket.CloseReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A ping or a close frame that we make ourselves (RFC 6455, 5.5). Immutable. */
final class ControlFrame {

    private static final int FINAL_CLOSE = 0x88; // FIN and opcode 8
    private static final int FINAL_PING = 0x89; // FIN and opcode 9

    private final int head;
    private final ByteBuffer payload;

    private ControlFrame(int head, ByteBuffer payload) {
        this.head = head;
        this.payload = payload;
    }

    /** A ping that asks the peer to say how far he has read. */
    static ControlFrame ping(long mark) {
        return new ControlFrame(
                FINAL_PING, ByteBuffer.allocate(Long.BYTES).putLong(mark).flip());
    }

    static ControlFrame close(CloseReason reason) {
        byte[] phrase = reason.getReasonPhrase().getBytes(StandardCharsets.UTF_8);
        ByteBuffer payload = ByteBuffer.allocate(Short.BYTES + phrase.length)
                .putShort((short) reason.getCloseCode().getCode())
                .put(phrase);
        return new ControlFrame(FINAL_CLOSE, payload.flip());
    }

    /** A view of its own for each caller. */
    ByteBuffer payload() {
        return payload.asReadOnlyBuffer();
    }

    int webSocketLength() {
        return 2 + payload.remaining();
    }

    /** Writes the whole frame, unmasked. */
    void putWebSocketFrame(ByteBuffer target) {
        target.put((byte) head).put((byte) payload.remaining()).put(payload());
    }
}
