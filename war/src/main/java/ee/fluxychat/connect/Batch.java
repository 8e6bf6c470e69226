package ee.fluxychat.connect;

import ee.fluxychat.wire.EncodedFrame;
import ee.fluxychat.wire.EncodedFrames;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;

/** What leaves a connection in one write: frames, and behind them perhaps a ping that carries {@code mark}. Immutable. */
record Batch(List<EncodedFrames> groups, int bytes, long mark) {

    /** A mark counts bytes from 0, so this is none. */
    static final long NO_MARK = -1;

    private static final int FINAL_PING = 0x89; // RFC 6455, 5.2: FIN and opcode 9

    boolean isMarked() {
        return mark != NO_MARK;
    }

    /** The texts in order, for a container that makes the frames itself. */
    Iterator<String> texts() {
        return groups.stream()
                .flatMap(group -> group.frames().stream())
                .map(EncodedFrame::text)
                .iterator();
    }

    /** What the ping carries. */
    ByteBuffer markBytes() {
        return ByteBuffer.allocate(Long.BYTES).putLong(mark).flip();
    }

    /** Everything as whole WebSocket frames. A single group is not copied: connections share its array. */
    ByteBuffer webSocketBytes() {
        if (groups.size() == 1 && !isMarked()) {
            return ByteBuffer.wrap(groups.get(0).webSocketBytes());
        }
        ByteBuffer all = ByteBuffer.allocate(bytes + (isMarked() ? 2 + Long.BYTES : 0));
        groups.forEach(group -> all.put(group.webSocketBytes()));
        if (isMarked()) {
            all.put((byte) FINAL_PING).put((byte) Long.BYTES).putLong(mark);
        }
        return all.flip();
    }
}
