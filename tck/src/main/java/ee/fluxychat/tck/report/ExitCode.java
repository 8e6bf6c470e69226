package ee.fluxychat.tck.report;

/** The exit codes of the kit's commands. */
public final class ExitCode {

    public static final int CONFORMANT = 0;
    public static final int NOT_CONFORMANT = 1;
    public static final int WRONG_USAGE = 2;
    public static final int COULD_NOT_JUDGE = 3;
    public static final int DEVIATES = 4;
    public static final int INCONCLUSIVE = 5;
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
