package ee.fluxychat.tck.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedFrameTest {

    @Test
    void writesTheExampleOfTheStandard() {
        ByteBuffer out = ByteBuffer.allocate(32);

        MaskedFrame.put(out, Opcode.TEXT, new byte[] {'H', 'e', 'l', 'l', 'o'}, 0, 5, 0x37fa213d);

        assertThat(out.flip()) // RFC 6455, 5.7
                .isEqualTo(ByteBuffer.wrap(new byte[] {
                    (byte) 0x81, (byte) 0x85, 0x37, (byte) 0xfa, 0x21, 0x3d, 0x7f, (byte) 0x9f, 0x4d, 0x51, 0x58
                }));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 7, 125, 126, 127, 65_535, 65_536})
    void maskingTwiceGivesThePayloadBack(int length) {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (31 * i);
        }
        int mask = 0x80ff017f;
        ByteBuffer out = ByteBuffer.allocate(length + MaskedFrame.LONGEST_HEADER);

        MaskedFrame.put(out, Opcode.TEXT, payload, 0, length, mask);

        out.flip().get();
        assertThat(lengthOf(out)).isEqualTo(length);
        assertThat(out.getInt()).isEqualTo(mask);
        byte[] key = ByteBuffer.allocate(4).putInt(mask).array();
        for (int i = 0; i < length; i++) {
            assertThat((byte) (out.get() ^ key[i % 4])).isEqualTo(payload[i]);
        }
        assertThat(out.hasRemaining()).isFalse();
    }

    private static long lengthOf(ByteBuffer out) {
        int first = out.get() & 0xFF;
        assertThat(first).as("the mask bit").isGreaterThanOrEqualTo(0x80);
        return switch (first & 0x7F) {
            case 126 -> out.getShort() & 0xFFFF;
            case 127 -> out.getLong();
            default -> first & 0x7F;
        };
    }
}
