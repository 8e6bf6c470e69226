package ee.fluxychat.tck.client;

/** The target did something else than the clause demands. */
public final class Mismatch extends AssertionError {

    private static final long serialVersionUID = 1;

    private final String what;
    private final String expected;
    private final String actual;

    public Mismatch(String what, String expected, String actual) {
        super(what + ": expected " + expected + ", actual " + actual);
        this.what = what;
        this.expected = expected;
        this.actual = actual;
    }

    /** What was looked at. */
    public String what() {
        return what;
    }

    /** What the clause demands there. */
    public String expected() {
        return expected;
    }

    /** What was there. */
    public String actual() {
        return actual;
    }
}
