package ee.fluxychat.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.wire.EncodedFrames;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {

    @Test
    void sharesTheBytesOfASingleGroup() {
        EncodedFrames group = Frames.group(1, 3);

        ByteBuffer bytes = new Batch(List.of(group), group.bytes(), null).webSocketBytes();

        group.webSocketBytes()[0] = 0;
        assertThat(bytes.get(0)).isZero();
    }

    @Test
    void putsGroupsOneAfterTheOther() {
        EncodedFrames first = Frames.group(1, 3);
        EncodedFrames second = Frames.one(4);

        ByteBuffer bytes = new Batch(List.of(first, second), first.bytes() + second.bytes(), null).webSocketBytes();

        assertThat(bytes).isEqualTo(ByteBuffer.wrap(Frames.group(1, 4).webSocketBytes()));
    }

    @Test
    void putsTheControlFrameBehindTheFrames() {
        EncodedFrames group = Frames.one(1);

        ByteBuffer bytes = new Batch(List.of(group), group.bytes(), ControlFrame.ping(0x1234)).webSocketBytes();

        byte[] ping = new byte[10];
        bytes.position(group.bytes()).get(ping);
        assertThat(ping).containsExactly(0x89, 8, 0, 0, 0, 0, 0, 0, 0x12, 0x34);
        assertThat(bytes.hasRemaining()).isFalse();
    }
}
