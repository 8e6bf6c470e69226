package ee.fluxychat.tck.report.folder;

import ee.fluxychat.tck.report.ExitCode;
import ee.fluxychat.tck.report.RunResult;
import java.util.Locale;

/** The colour in which a report speaks of a run as a whole. */
public enum Tone {
    /** All that was judged holds, and there is a claim. */
    GOOD("#1a7f4b"),
    /** All that was judged holds, but it was not enough for a claim. */
    PLAIN("#4f5b66"),
    /** There is something to read before anything is said. */
    MIXED("#8a5a00"),
    /** A binding clause does not hold. */
    BAD("#b42318");

    private final String color;

    Tone(String color) {
        this.color = color;
    }

    /** The tone for this run. */
    public static Tone of(RunResult result) {
        if (result.claim().isMade()) {
            return result.isConformant() ? GOOD : MIXED;
        } else if (result.isConformant()) {
            return PLAIN;
        }
        return result.exitCode() == ExitCode.NOT_CONFORMANT ? BAD : MIXED;
    }

    /** How pages spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String color() {
        return color;
    }
}
