package ee.fluxychat.wire;

/** What happens to a reaction. */
public enum ReactionOp {
    ADD("add"),
    REMOVE("remove");

    private final String word;

    ReactionOp(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
