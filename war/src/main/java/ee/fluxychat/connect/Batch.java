package ee.fluxychat.connect;

import ee.fluxychat.wire.EncodedFrame;
import ee.fluxychat.wire.EncodedFrames;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What leaves a connection in one write: frames of {@code bytes} bytes, and behind them perhaps a control frame. Immutable. */
record Batch(
        List<EncodedFrames> groups, int bytes, @Nullable ControlFrame last) {

    /** The texts in order, for a container that makes the frames itself. */
    Iterator<String> texts() {
        return groups.stream()
                .flatMap(group -> group.frames().stream())
                .map(EncodedFrame::text)
                .iterator();
    }

    /** Everything as whole WebSocket frames. A single group is not copied: connections share its array. */
    ByteBuffer webSocketBytes() {
        if (groups.size() == 1 && last == null) {
            return ByteBuffer.wrap(groups.get(0).webSocketBytes());
        }
        ByteBuffer all = ByteBuffer.allocate(bytes + (last == null ? 0 : last.webSocketLength()));
        groups.forEach(group -> all.put(group.webSocketBytes()));
        if (last != null) {
            last.putWebSocketFrame(all);
        }
        return all.flip();
    }
}
