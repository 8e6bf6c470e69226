package ee.fluxychat.wire;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames that leave together, in order, for many connections. Immutable but for the lazily built bytes; thread-safe. */
public final class EncodedFrames {

    private final List<EncodedFrame> frames;
    private final int bytes;
    private volatile byte @Nullable [] webSocketBytes;

    public EncodedFrames(List<EncodedFrame> frames) {
        this.frames = List.copyOf(frames);
        this.bytes =
                this.frames.stream().mapToInt(EncodedFrame::webSocketLength).sum();
    }

    /** A single frame. */
    public static EncodedFrames of(ServerFrame frame) {
        return new EncodedFrames(List.of(EncodedFrame.of(frame)));
    }

    public List<EncodedFrame> frames() {
        return frames;
    }

    public int count() {
        return frames.size();
    }

    /** Their length as WebSocket frames, in bytes. */
    public int bytes() {
        return bytes;
    }

    /** All of them as whole WebSocket frames, built at the first call and shared from then on: do not change the array. */
    public byte[] webSocketBytes() {
        byte[] built = webSocketBytes;
        if (built == null) {
            ByteBuffer buffer = ByteBuffer.allocate(bytes);
            frames.forEach(each -> each.putWebSocketFrame(buffer));
            built = buffer.array();
            webSocketBytes = built;
        }
        return built;
    }
}
