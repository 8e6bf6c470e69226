package ee.fluxychat.tck.socket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the whole frames in the bytes of one server connection. It keeps only the pieces of a fragmented message; bytes of
 * a frame that is not complete yet stay with the caller. Confined to its loop.
 */
public final class FrameParser {

    /** More than any frame of the protocol (256,000 units, three bytes each), so a longer one is garbage. */
    static final int LONGEST = 4 << 20;

    private static final int INCOMPLETE = -1;
    private static final int NO_MESSAGE = -1;
    private static final int NO_STATUS = 1005;

    private byte[] pieces = new byte[0];
    private int piecesLength;
    private int fragmented = NO_MESSAGE;

    /** Hands every whole frame between start and end to the sink; returns where the first incomplete frame begins. */
    public int parse(byte[] buffer, int start, int end, FrameSink sink) {
        int at = start;
        while (true) {
            int next = frame(buffer, at, end, sink);
            if (next == INCOMPLETE) {
                return at;
            }
            at = next;
        }
    }

    private int frame(byte[] buffer, int at, int end, FrameSink sink) {
        if (end - at < 2) {
            return INCOMPLETE;
        }
        int first = buffer[at];
        int header = headerLength(buffer[at + 1]);
        check(first, buffer[at + 1]);
        if (end - at < header) {
            return INCOMPLETE;
        }
        long length = payloadLength(buffer, at + 1, header);
        if (length < 0 || length > LONGEST) {
            throw new BrokenFrame("a frame claims a length of " + Long.toUnsignedString(length));
        }
        if (end - at - header < length) {
            return INCOMPLETE;
        }
        deliver((first & 0x80) != 0, first & 0xF, buffer, at + header, (int) length, sink);
        return at + header + (int) length;
    }

    private static void check(int first, int second) {
        if ((second & 0x80) != 0) {
            throw new BrokenFrame("a server must not mask its frames"); // RFC 6455, 5.1
        }
        if ((first & 0x70) != 0) {
            throw new BrokenFrame("a reserved bit is set though no extension was agreed"); // RFC 6455, 5.2
        }
        if (Opcode.isControl(first & 0xF) && ((first & 0x80) == 0 || second > 125)) {
            throw new BrokenFrame("a control frame is fragmented or too long"); // RFC 6455, 5.5
        }
    }

    private static int headerLength(int second) {
        return switch (second & 0x7F) {
            case 126 -> 4;
            case 127 -> 10;
            default -> 2;
        };
    }

    private static long payloadLength(byte[] buffer, int at, int header) {
        if (header == 2) {
            return buffer[at];
        }
        long length = 0;
        for (int i = 1; i < header - 1; i++) {
            length = length << 8 | (buffer[at + i] & 0xFF);
        }
        return length;
    }

    private void deliver(boolean last, int opcode, byte[] buffer, int offset, int length, FrameSink sink) {
        switch (opcode) {
            case Opcode.TEXT, Opcode.BINARY -> begin(last, opcode, buffer, offset, length, sink);
            case Opcode.CONTINUATION -> continued(last, buffer, offset, length, sink);
            case Opcode.PING -> sink.ping(buffer, offset, length);
            case Opcode.PONG -> {} // nobody here sends a ping
            case Opcode.CLOSE -> closing(buffer, offset, length, sink);
            default -> throw new BrokenFrame("opcode " + opcode + " is reserved");
        }
    }

    private void begin(boolean last, int opcode, byte[] buffer, int offset, int length, FrameSink sink) {
        if (fragmented != NO_MESSAGE) {
            throw new BrokenFrame("a message begins inside another"); // RFC 6455, 5.4
        }
        if (last) {
            hand(opcode, buffer, offset, length, sink);
        } else {
            fragmented = opcode;
            keep(buffer, offset, length);
        }
    }

    private void continued(boolean last, byte[] buffer, int offset, int length, FrameSink sink) {
        if (fragmented == NO_MESSAGE) {
            throw new BrokenFrame("a continuation without a beginning"); // RFC 6455, 5.4
        }
        keep(buffer, offset, length);
        if (last) {
            int opcode = fragmented;
            int whole = piecesLength;
            fragmented = NO_MESSAGE;
            piecesLength = 0;
            hand(opcode, pieces, 0, whole, sink);
        }
    }

    private static void hand(int opcode, byte[] buffer, int offset, int length, FrameSink sink) {
        if (opcode == Opcode.TEXT) { // binary frames may come anywhere and say nothing to us
            sink.text(buffer, offset, length);
        }
    }

    private void keep(byte[] buffer, int offset, int length) {
        int needed = piecesLength + length;
        if (needed > LONGEST) {
            throw new BrokenFrame("a fragmented message has more than " + LONGEST + " bytes");
        }
        if (needed > pieces.length) {
            pieces = Arrays.copyOf(pieces, Math.max(needed, 2 * pieces.length));
        }
        System.arraycopy(buffer, offset, pieces, piecesLength, length);
        piecesLength = needed;
    }

    private static void closing(byte[] buffer, int offset, int length, FrameSink sink) {
        if (length < 2) {
            sink.closing(NO_STATUS, "");
            return;
        }
        int code = (buffer[offset] & 0xFF) << 8 | (buffer[offset + 1] & 0xFF);
        sink.closing(code, new String(buffer, offset + 2, length - 2, StandardCharsets.UTF_8));
    }
}
