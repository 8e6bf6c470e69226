package ee.fluxychat.tck.bench.load;

/** The target lost, repeated or reordered a message: the sentence says which, and the run has failed. */
public final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Violation(String sentence) {
        super(sentence);
    }
}
