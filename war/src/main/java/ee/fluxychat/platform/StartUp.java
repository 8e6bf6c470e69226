package ee.fluxychat.platform;

/** Says why the server does not start, in one line among all that a container makes of an exception. Stateless. */
public final class StartUp {

    private static final System.Logger LOG = System.getLogger(StartUp.class.getName());

    private StartUp() {}

    /** {@code reason} says what to change; the words before it are what start scripts look for. Whoever calls this throws next. */
    public static void fails(String reason) {
        LOG.log(System.Logger.Level.ERROR, "Fluxy EE cannot start: " + reason);
    }
}
