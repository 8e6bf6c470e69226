package ee.fluxychat.tck.bench;

/** The target lost, repeated or reordered a message: the sentence says which, and the run has failed. */
final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1;

    Violation(String sentence) {
        super(sentence);
    }
}
