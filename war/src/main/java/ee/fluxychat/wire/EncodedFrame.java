package ee.fluxychat.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One server frame, encoded once for everybody who hears it: its JSON text and its UTF-8 bytes. Immutable. */
public final class EncodedFrame {

    private static final int FINAL_TEXT = 0x81; // RFC 6455, 5.2: FIN and opcode 1
    private static final int SHORT_LENGTH = 126;
    private static final int MEDIUM_LENGTH = 65_536;

    private final String text;
    private final byte[] utf8;

    private EncodedFrame(String text) {
        this.text = text;
        this.utf8 = text.getBytes(StandardCharsets.UTF_8);
    }

    /** The JSON text. */
    public String text() {
        return text;
    }

    /** Encodes a frame. */
    public static EncodedFrame of(ServerFrame frame) {
        return new EncodedFrame(Json.object(json -> {
            json.write("type", frame.type());
            frame.write(json);
        }));
    }

    /** How many bytes {@link #putWebSocketFrame} writes. */
    public int webSocketLength() {
        return utf8.length + (utf8.length < SHORT_LENGTH ? 2 : utf8.length < MEDIUM_LENGTH ? 4 : 10);
    }

    /** Writes the frame as the server's side of a WebSocket does: one unmasked text frame (RFC 6455, 5.2). */
    public void putWebSocketFrame(ByteBuffer target) {
        target.put((byte) FINAL_TEXT);
        if (utf8.length < SHORT_LENGTH) {
            target.put((byte) utf8.length);
        } else if (utf8.length < MEDIUM_LENGTH) {
            target.put((byte) SHORT_LENGTH).putShort((short) utf8.length);
        } else {
            target.put((byte) 127).putLong(utf8.length);
        }
        target.put(utf8);
    }
}
