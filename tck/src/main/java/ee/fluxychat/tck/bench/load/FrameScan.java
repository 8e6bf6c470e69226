package ee.fluxychat.tck.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * Reads the few fields a benchmark needs from a server frame without building a document: a search for their names, which is
 * safe because the texts sent here hold no quotes. Reused from frame to frame; confined to its room.
 */
public final class FrameScan {

    /** What a frame is to the benchmark. */
    public enum Kind {
        MESSAGE,
        SUBSCRIBED,
        LEFT,
        ERROR,
        OTHER
    }

    public static final long ABSENT = -1;

    private static final byte[] TYPE = ascii("\"type\":\"");
    private static final byte[] MESSAGE = ascii("message\"");
    private static final byte[] SUBSCRIBED = ascii("subscription_succeeded\"");
    private static final byte[] LEFT = ascii("member_left\"");
    private static final byte[] ERROR = ascii("error\"");
    private static final byte[] ID = ascii("\"id\":");
    private static final byte[] SEQ = ascii("\"seq\":");
    private static final byte[] NUMBER = ascii("\"clientMessageId\":\"" + Saying.ID_PREFIX);

    private long id = ABSENT;
    private long seq = ABSENT;
    private long number = ABSENT;

    /** Reads the frame; of a message also its id, its seq and the number it was sent with. */
    public Kind read(byte[] buffer, int offset, int length) {
        int end = offset + length;
        Kind kind = kind(buffer, offset, end);
        if (kind == Kind.MESSAGE) {
            id = digitsAfter(ID, buffer, offset, end);
            seq = digitsAfter(SEQ, buffer, offset, end);
            number = digitsAfter(NUMBER, buffer, offset, end);
        }
        return kind;
    }

    public long id() {
        return id;
    }

    public long seq() {
        return seq;
    }

    public long number() {
        return number;
    }

    private static Kind kind(byte[] buffer, int offset, int end) {
        int type = after(TYPE, buffer, offset, end);
        if (type < 0) {
            return Kind.OTHER;
        }
        if (isAt(MESSAGE, buffer, type, end)) {
            return Kind.MESSAGE;
        }
        if (isAt(SUBSCRIBED, buffer, type, end)) {
            return Kind.SUBSCRIBED;
        }
        if (isAt(LEFT, buffer, type, end)) {
            return Kind.LEFT;
        }
        return isAt(ERROR, buffer, type, end) ? Kind.ERROR : Kind.OTHER;
    }

    private static long digitsAfter(byte[] name, byte[] buffer, int offset, int end) {
        int at = after(name, buffer, offset, end);
        if (at < 0 || at >= end || !isDigit(buffer[at])) {
            return ABSENT;
        }
        long value = 0;
        for (; at < end && isDigit(buffer[at]); at++) {
            value = 10 * value + buffer[at] - '0';
        }
        return value;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static int after(byte[] wanted, byte[] buffer, int offset, int end) {
        for (int at = offset; at <= end - wanted.length; at++) {
            if (buffer[at] == '"' && isAt(wanted, buffer, at, end)) {
                return at + wanted.length;
            }
        }
        return -1;
    }

    private static boolean isAt(byte[] wanted, byte[] buffer, int at, int end) {
        if (end - at < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (buffer[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
