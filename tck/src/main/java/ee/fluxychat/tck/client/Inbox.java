package ee.fluxychat.tck.client;

import ee.fluxychat.tck.history.HistoryRecorder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has heard and nobody has read yet. Reading goes forward only: whoever awaits a frame passes over all before it.
 * Thread-safe; one reader at a time.
 */
public final class Inbox {

    /** Between two fetches: polite to the server, and no part of any verdict. */
    private static final long PAUSE_MILLIS = 50;

    private final String whose;
    private final Transcript transcript;
    private final HistoryRecorder.Connection history;
    private final Deque<Heard> unread = new ArrayDeque<>();
    private @Nullable Runnable fetching;
    private @Nullable Closed closed;
    private String lastId = "";

    /** How a connection ended; {@code byServer} is false when this side closed or dropped it. */
    public record Closed(int code, String reason, boolean byServer) {
        /** No close frame came: the connection was cut. */
        public static final int CUT = 1006;

        @Override
        public String toString() {
            return "closed with " + code + (reason.isEmpty() ? "" : " (" + reason + ")")
                    + (byServer ? "" : " by the kit");
        }
    }

    private record Heard(String text, String id, int line) {}

    Inbox(String whose, Transcript transcript, HistoryRecorder.Connection history) {
        this.whose = whose;
        this.transcript = transcript;
        this.history = history;
    }

    void arrived(String text, int line) {
        arrived(text, "", line);
    }

    /** The same, as an event of this id. */
    synchronized void arrived(String text, String id, int line) {
        history.heard(text);
        unread.addLast(new Heard(text, id, line));
        notifyAll();
    }

    /** It is open, and what is told from now on arrives. */
    void begun() {
        history.opened();
    }

    /** What was found out rather than told: no part of the record of what was said and heard. */
    synchronized void found(String text, int line) {
        unread.addLast(new Heard(text, "", line));
        notifyAll();
    }

    /** News do not come by themselves: they are fetched whenever somebody waits for some. */
    synchronized void fetches(Runnable news) {
        fetching = news;
    }

    synchronized void ended(Closed how) {
        if (closed == null) {
            closed = how;
            history.closed();
        }
        notifyAll();
    }

    /** The next frame that is wanted, read and passed over with all before it. */
    public Frame await(String what, Predicate<Frame> wanted, Duration within) {
        List<Frame> frames = awaitUpTo(what, wanted, within);
        return frames.get(frames.size() - 1);
    }

    /** All frames up to the first that is wanted, it included. */
    public synchronized List<Frame> awaitUpTo(String what, Predicate<Frame> last, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        List<Frame> passed = new ArrayList<>();
        while (true) {
            Frame next = next(deadline);
            if (next == null) {
                throw new Mismatch("what " + whose + " hears", what, insteadOf(passed, within));
            }
            passed.add(next);
            if (last.test(next)) {
                return passed;
            }
        }
    }

    /** All frames up to the first that is wanted, it included, or to the end of the connection if that comes before it. */
    public synchronized List<Frame> awaitUpToOrEnd(String what, Predicate<Frame> last, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        List<Frame> passed = new ArrayList<>();
        for (Frame next = next(deadline); next != null; next = next(deadline)) {
            passed.add(next);
            if (last.test(next)) {
                return passed;
            }
        }
        if (closed == null) {
            throw new Mismatch("what " + whose + " hears", what, insteadOf(passed, within));
        }
        return passed;
    }

    /** All that is still said until the connection ends. */
    public synchronized List<Frame> awaitEnd(Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        List<Frame> passed = new ArrayList<>();
        for (Frame next = next(deadline); next != null; next = next(deadline)) {
            passed.add(next);
        }
        if (closed == null) {
            throw new Mismatch("the connection of " + whose, "to end", "still open");
        }
        return passed;
    }

    /** How the connection ended; what was still said before is passed over. */
    public synchronized Closed awaitClose(Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        List<Frame> passed = new ArrayList<>();
        for (Frame next = next(deadline); next != null; next = next(deadline)) {
            passed.add(next);
        }
        if (closed == null) {
            throw new Mismatch(
                    "the connection of " + whose, "to be closed", "still open; " + insteadOf(passed, within));
        }
        return closed;
    }

    /** The id of the event that was read last; empty when it had none, as all have that come otherwise than as events. */
    synchronized String lastId() {
        return lastId;
    }

    /** How the connection ended, if it has. */
    public synchronized @Nullable Closed closed() {
        return closed;
    }

    private @Nullable Frame next(long deadline) {
        try {
            while (!hasNews()) {
                long millis = (deadline - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return null;
                }
                wait(fetching == null ? millis : Math.min(millis, PAUSE_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
        Heard heard = unread.pollFirst();
        if (heard == null) {
            return null;
        }
        transcript.read(heard.line());
        lastId = heard.id();
        return Frame.parse(heard.text());
    }

    private boolean hasNews() {
        if (fetching != null && unread.isEmpty() && closed == null) {
            fetching.run();
        }
        return !unread.isEmpty() || closed != null;
    }

    private String insteadOf(List<Frame> passed, Duration within) {
        String end = closed == null ? "nothing more within " + within.toSeconds() + " s" : "then it was " + closed;
        if (passed.isEmpty()) {
            return closed == null ? "nothing within " + within.toSeconds() + " s" : "it was " + closed;
        }
        int from = Math.max(0, passed.size() - 6);
        StringBuilder seen = new StringBuilder(from == 0 ? "" : from + " frames, ");
        passed.subList(from, passed.size())
                .forEach(each -> seen.append(describe(each)).append(", "));
        return seen + end;
    }

    private static String describe(Frame frame) {
        String text = Transcript.masked(frame.toString());
        return text.length() <= 160 ? text : text.substring(0, 160) + "…";
    }
}
