package ee.fluxychat.tck.socket;

import java.nio.ByteBuffer;

/** Writes client frames, which are whole, final and masked (RFC 6455, 5.3). */
final class MaskedFrame {

    /** Two bytes, a 64-bit length, the mask. */
    static final int LONGEST_HEADER = 14;

    private MaskedFrame() {}

    static void put(ByteBuffer out, int opcode, byte[] payload, int offset, int length, int mask) {
        out.put((byte) (0x80 | opcode));
        putLength(out, length);
        out.putInt(mask);
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            out.putInt(word(payload, offset + i) ^ mask);
        }
        for (; i < length; i++) {
            out.put((byte) (payload[offset + i] ^ (mask >>> (24 - 8 * (i & 3)))));
        }
    }

    private static void putLength(ByteBuffer out, int length) {
        if (length < 126) {
            out.put((byte) (0x80 | length));
        } else if (length < 1 << 16) {
            out.put((byte) (0x80 | 126)).putShort((short) length);
        } else {
            out.put((byte) (0x80 | 127)).putLong(length);
        }
    }

    private static int word(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | (bytes[at + 3] & 0xFF);
    }
}
