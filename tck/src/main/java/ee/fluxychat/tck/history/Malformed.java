package ee.fluxychat.tck.history;

/** A line or a file is no history; the message says which and why. */
public final class Malformed extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Malformed(String message) {
        super(message);
    }
}
