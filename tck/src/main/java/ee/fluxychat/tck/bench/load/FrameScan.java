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

    private static final byte[] TYPE = ascii("\"type\"");
    private static final byte[] MESSAGE = ascii("\"message\"");
    private static final byte[] SUBSCRIBED = ascii("\"subscription_succeeded\"");
    private static final byte[] LEFT = ascii("\"member_left\"");
    private static final byte[] ERROR = ascii("\"error\"");
    private static final byte[] ID = ascii("\"id\"");
    private static final byte[] SEQ = ascii("\"seq\"");
    private static final byte[] CLIENT_MESSAGE_ID = ascii("\"clientMessageId\"");
    private static final byte[] PREFIX = ascii("\"" + Saying.ID_PREFIX);

    private long id = ABSENT;
    private long seq = ABSENT;
    private long number = ABSENT;

    /** Reads the frame; of a message also its id, its seq and the number it was sent with. */
    public Kind read(byte[] buffer, int offset, int length) {
        int end = offset + length;
        Kind kind = kind(buffer, offset, end);
        if (kind == Kind.MESSAGE) {
            id = digits(buffer, valueOf(ID, buffer, offset, end), end);
            seq = digits(buffer, valueOf(SEQ, buffer, offset, end), end);
            int key = valueOf(CLIENT_MESSAGE_ID, buffer, offset, end);
            number = key < 0 || !isAt(PREFIX, buffer, key, end) ? ABSENT : digits(buffer, key + PREFIX.length, end);
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
        int type = valueOf(TYPE, buffer, offset, end);
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

    private static long digits(byte[] buffer, int begin, int end) {
        if (begin < 0 || begin >= end || !isDigit(buffer[begin])) {
            return ABSENT;
        }
        long value = 0;
        for (int at = begin; at < end && isDigit(buffer[at]); at++) {
            value = 10 * value + buffer[at] - '0';
        }
        return value;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Where the value of a name begins, white space around its colon passed over (RFC 8259, 2); -1 if there is none. */
    private static int valueOf(byte[] name, byte[] buffer, int offset, int end) {
        for (int at = offset; at <= end - name.length; at++) {
            if (buffer[at] == '"' && isAt(name, buffer, at, end)) {
                int colon = afterSpace(buffer, at + name.length, end);
                if (colon < end && buffer[colon] == ':') {
                    return afterSpace(buffer, colon + 1, end);
                }
            }
        }
        return -1;
    }

    private static int afterSpace(byte[] buffer, int begin, int end) {
        int at = begin;
        while (at < end && (buffer[at] == ' ' || buffer[at] == '\t' || buffer[at] == '\n' || buffer[at] == '\r')) {
            at++;
        }
        return at;
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
