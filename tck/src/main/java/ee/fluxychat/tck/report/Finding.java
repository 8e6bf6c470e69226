package ee.fluxychat.tck.report;

/**
 * Why a case did not end well: what was looked at, what the clause demands there, what was there, and the number of the transcript line that
 * had been read last, where the first wrong thing was seen; 0 when nothing had been read.
 */
public record Finding(String what, String expected, String actual, int line) {

    /** A finding that no line of the transcript shows. */
    public Finding(String what, String expected, String actual) {
        this(what, expected, actual, 0);
    }
}
