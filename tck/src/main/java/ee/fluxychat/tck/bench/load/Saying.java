package ee.fluxychat.tck.bench.load;

import java.nio.charset.StandardCharsets;

/** The message frame that is sent again and again, encoded once; only its number changes. Confined to its room. */
public final class Saying {

    /** What people mostly say: one short line. */
    public static final String USUAL = "Shall we meet at the old bridge tonight, about eight?";

    public static final String ID_PREFIX = "bench-";
    private static final int DIGITS = 10;

    private final byte[] frame;
    private final int lastDigit;

    public Saying(String content) {
        String upToNumber = "{\"type\":\"message\",\"content\":\"" + content + "\",\"clientMessageId\":\"" + ID_PREFIX;
        this.frame = (upToNumber + "0".repeat(DIGITS) + "\"}").getBytes(StandardCharsets.UTF_8);
        this.lastDigit = upToNumber.getBytes(StandardCharsets.UTF_8).length + DIGITS - 1;
    }

    /** The frame with that number in its {@code clientMessageId}; the next call changes the same array. */
    public byte[] numbered(int number) {
        int rest = number;
        for (int at = lastDigit; at > lastDigit - DIGITS; at--) {
            frame[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return frame;
    }
}
