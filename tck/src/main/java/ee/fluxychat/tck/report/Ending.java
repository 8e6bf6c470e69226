package ee.fluxychat.tck.report;

/** How a run came to its end. */
public enum Ending {
    /** Every selected case was played. */
    COMPLETE(""),
    /** Three cases in a row could not connect or got no token: that server is not wrong but dead. */
    UNREACHABLE("stopped: the target cannot be reached, or gives no tokens any more"),
    /** The time that was given was used up. */
    BUDGET("stopped: the time budget is used up"),
    /** Somebody interrupted it. */
    INTERRUPTED("stopped: interrupted");

    private final String words;

    Ending(String words) {
        this.words = words;
    }

    /** What a report says of it; empty when there is nothing to say. */
    public String words() {
        return words;
    }
}
