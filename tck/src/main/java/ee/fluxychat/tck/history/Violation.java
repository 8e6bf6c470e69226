package ee.fluxychat.tck.history;

/** Something that must not be in a history: one sentence, the two lines that prove it, and how many listeners more saw the like. Immutable. */
public record Violation(String sentence, String firstLine, String secondLine, int alike) {

    @Override
    public String toString() {
        return sentence + " (" + firstLine + ", " + secondLine + ")"
                + (alike == 0 ? "" : "; so did " + alike + " more");
    }
}
