package ee.fluxychat.tck.target;

/** The case cannot be judged on this target; the message says why. */
public final class Skipped extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Skipped(String reason) {
        super(reason);
    }
}
