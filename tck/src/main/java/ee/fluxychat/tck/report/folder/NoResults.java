package ee.fluxychat.tck.report.folder;

/** A file that was given as the results of a run holds none; the message says in one sentence why. */
public final class NoResults extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoResults(String message) {
        super(message);
    }
}
