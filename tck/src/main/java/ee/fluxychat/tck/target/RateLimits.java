package ee.fluxychat.tck.target;

/** What the kit is told about the target's rate limits. */
public enum RateLimits {
    /** The protocol's defaults are in force: cases about limits run, bursts stay below them. */
    ON,
    /** They are raised or off: bursts run at full size, cases about limits are skipped. */
    OFF,
    /** The kit finds out by one burst. */
    AUTO;

    /** How many messages of one user in one room the protocol lets pass in a minute. */
    public static final int MESSAGES_PER_MINUTE = 60;

    /** How many in a row meet such a limit for sure: windows begin with the minute, so a burst that crosses one may be twice as long. */
    public static int moreThanTwoWindows(int perMinute) {
        return 2 * perMinute + 1;
    }
}
