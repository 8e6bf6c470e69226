package ee.fluxychat.tck.report;

import java.io.PrintStream;
import java.time.Duration;

/** One line on a terminal that says how far a run has come; silent where nobody watches. For one thread. */
public final class Progress implements AutoCloseable {

    private static final String CLEAR = "\r\u001b[2K";

    private final PrintStream out;
    private final int all;
    private final boolean isWatched;
    private final long start = System.nanoTime();
    private int done;
    private long wrong;

    Progress(PrintStream out, int all, boolean isWatched) {
        this.out = out;
        this.all = all;
        this.isWatched = isWatched;
    }

    /** A line for so many cases, drawn on the standard error stream if somebody watches. */
    public static Progress of(int all, boolean isWatched) {
        return new Progress(System.err, all, isWatched);
    }

    /** Makes room for something to be printed. */
    public void pause() {
        draw("");
    }

    /** Counts a case. */
    public void ended(CaseResult result) {
        done++;
        if (result.verdict() != Verdict.OK && result.verdict() != Verdict.SKIP) {
            wrong++;
        }
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        draw("%d of %d cases, %d to look at, %d:%02d".formatted(done, all, wrong, seconds / 60, seconds % 60));
    }

    private void draw(String line) {
        if (isWatched) {
            out.print(CLEAR + line);
            out.flush();
        }
    }

    @Override
    public void close() {
        draw("");
    }
}
