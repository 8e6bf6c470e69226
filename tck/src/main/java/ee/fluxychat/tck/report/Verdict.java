package ee.fluxychat.tck.report;

/** What the kit thinks of a target after one case. */
public enum Verdict {
    /** It did what the clause demands. */
    OK("ok"),
    /** It did not, and the clause binds. */
    FAIL("FAIL"),
    /** It did not, and the clause is a recommendation. */
    WARN("warn"),
    /** It could not be judged; the reason says why. */
    SKIP("skip"),
    /** No connection could be made, which says nothing about the clause. */
    UNREACHABLE("gone");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** How reports spell it. */
    public String word() {
        return word;
    }
}
