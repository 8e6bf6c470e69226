package ee.fluxychat.tck.target;

/** What the kit is told about the target's rate limits. */
public enum RateLimits {
    /** The protocol's defaults are in force: cases about limits run, bursts stay below them. */
    ON,
    /** They are raised or off: bursts run at full size, cases about limits are skipped. */
    OFF,
    /** The kit finds out by one burst. */
    AUTO
}
