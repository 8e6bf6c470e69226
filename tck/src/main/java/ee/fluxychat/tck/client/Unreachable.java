package ee.fluxychat.tck.client;

/** No connection to the target could be made at all: a dead server, which says nothing about a wrong one. */
public final class Unreachable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Unreachable(String where, Throwable cause) {
        super("cannot connect to " + where + " (" + cause + ")", cause);
    }
}
