package ee.fluxychat.tck.report;

import java.util.List;

/**
 * Why a case did not end well: what was looked at, what the clause demands there, what was there, and the number of the transcript line that
 * had been read last, where the first wrong thing was seen; 0 when nothing had been read. {@code seenWith} names the clauses of other cases
 * in which it was seen, which have to be played along for it to be seen again.
 */
public record Finding(String what, String expected, String actual, int line, List<String> seenWith) {

    /** A finding of the case itself. */
    public Finding(String what, String expected, String actual, int line) {
        this(what, expected, actual, line, List.of());
    }

    /** A finding that no line of the transcript shows. */
    public Finding(String what, String expected, String actual) {
        this(what, expected, actual, 0);
    }
}
