package ee.fluxychat.tck.target;

/** What was given to kill and start the server does not: of a crash nothing can be said. */
public final class ControlFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ControlFailed(String reason) {
        super(reason);
    }
}
