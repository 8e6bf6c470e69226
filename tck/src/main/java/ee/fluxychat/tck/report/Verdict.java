package ee.fluxychat.tck.report;

/** What the kit thinks of a target after one case. */
public enum Verdict {
    /** It did what the clause demands. */
    OK("ok"),
    /** It did not, three times out of three, and the clause binds. */
    FAIL("FAIL"),
    /** It did not, three times out of three, and the clause is a recommendation. */
    WARN("warn"),
    /** It did not, and the deviations file says so: no failure, and no claim. */
    DEVIATION("deviates"),
    /** It did, though the deviations file says that it does not, or the deviation has expired: the file is wrong. */
    STALE("STALE"),
    /** It did and did not: a repetition in fresh rooms ended differently. */
    INCONCLUSIVE("unclear"),
    /** The case was challenged with success and counts for nobody until it is mended. */
    EXCLUDED("excluded"),
    /** It could not be judged; the reason says why. */
    SKIP("skip"),
    /**
     * No connection could be made, no token was got to make one with, or nobody could kill the server, which says nothing about the clause.
     */
    UNREACHABLE("gone");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** Whether it says anything about the target. */
    public boolean isJudgement() {
        return this != SKIP && this != EXCLUDED && this != UNREACHABLE;
    }

    /** How reports spell it. */
    public String word() {
        return word;
    }
}
