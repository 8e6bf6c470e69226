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

    /** Far more than the largest storm of the kit makes, and not the memory of a machine. */
    private static final int MOST_FRAMES = 100_000;

    private static final int MOST_UNITS = 16 << 20;
    /** Between two fetches: polite to the server, and no part of any verdict. */
    private static final long PAUSE_MILLIS = 50;

    private final String whose;
    private final Transcript transcript;
    private final HistoryRecorder.Connection history;
    private final Deque<Heard> unread = new ArrayDeque<>();
    private long unreadUnits;
    private boolean isFlooded;
    private @Nullable Runnable fetching;
    private @Nullable Closed closed;
    private String lastId = "";

    /** How a connection ended; {@code byServer} is false when this side closed or dropped it. */
    public record Closed(int code, String reason, boolean byServer) {
        /** No close frame came: the connection was cut. */
        public static final int CUT = 1006;

        /** The server ends what may not go on: the token is over, the member removed, the room deleted (protocol 2.7). */
        public static final int TERMINATED = 4001;

        @Override
        public String toString() {
            return "closed with " + code + (reason.isEmpty() ? "" : " (" + reason + ")")
                    + (byServer ? "" : " by the kit");
        }
    }

    private record Heard(String text, String id, int line, long at) {}

    /** What was read up to the frame that was wanted, or up to the end of the time or the connection. */
    private record Passage(List<Frame> frames, boolean isWhole) {}

    Inbox(String whose, Transcript transcript, HistoryRecorder.Connection history) {
        this.whose = whose;
        this.transcript = transcript;
        this.history = history;
    }

    /** Takes a frame; false when there is too much that nobody has read. */
    boolean arrived(String text, int line) {
        return arrived(text, "", line);
    }

    /** The same, as an event of this id. */
    synchronized boolean arrived(String text, String id, int line) {
        history.heard(text);
        notifyAll();
        if (unread.size() >= MOST_FRAMES || unreadUnits + text.length() > MOST_UNITS) {
            isFlooded = true;
            unread.clear();
            return false;
        }
        unread.addLast(new Heard(text, id, line, System.nanoTime()));
        unreadUnits += text.length();
        return true;
    }

    /** It is open, and what is told from now on arrives. */
    void begun() {
        history.opened();
    }

    /** What was found out rather than told: no part of the record of what was said and heard. */
    synchronized void found(String text, int line) {
        unread.addLast(new Heard(text, "", line, System.nanoTime()));
        unreadUnits += text.length();
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
        Passage passage = read(last, within);
        if (!passage.isWhole()) {
            throw new Mismatch("what " + whose + " hears", what, insteadOf(passage.frames(), within));
        }
        return passage.frames();
    }

    /** All frames up to the first that is wanted, it included, or to the end of the connection if that comes before it. */
    public synchronized List<Frame> awaitUpToOrEnd(String what, Predicate<Frame> last, Duration within) {
        Passage passage = read(last, within);
        if (!passage.isWhole() && !hasEnded()) {
            throw new Mismatch("what " + whose + " hears", what, insteadOf(passage.frames(), within));
        }
        return passage.frames();
    }

    /** All that is still said until the connection ends. */
    public synchronized List<Frame> awaitEnd(Duration within) {
        Passage passage = read(frame -> false, within);
        if (!hasEnded()) {
            throw new Mismatch("the connection of " + whose, "to end", "still open");
        }
        return passage.frames();
    }

    /** How the connection ended; what was still said before is passed over. */
    public synchronized Closed awaitClose(Duration within) {
        Passage passage = read(frame -> false, within);
        Closed how = closed;
        if (how == null || !unread.isEmpty()) {
            throw new Mismatch(
                    "the connection of " + whose, "to be closed", "still open; " + insteadOf(passage.frames(), within));
        }
        return how;
    }

    /** An end that came when the time was over comes too late. */
    private boolean hasEnded() {
        return closed != null && unread.isEmpty();
    }

    /** The id of the event that was read last; empty when it had none, as all have that come otherwise than as events. */
    synchronized String lastId() {
        return lastId;
    }

    /** How the connection ended, if it has. */
    public synchronized @Nullable Closed closed() {
        return closed;
    }

    private Passage read(Predicate<Frame> last, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        List<Frame> passed = new ArrayList<>();
        long units = 0;
        for (Heard next = next(deadline); next != null; next = next(deadline)) {
            units += next.text().length();
            if (passed.size() >= MOST_FRAMES || units > MOST_UNITS) {
                throw flooded();
            }
            Frame frame = Frame.parse(next.text(), next.line());
            passed.add(frame);
            if (last.test(frame)) {
                return new Passage(passed, true);
            }
        }
        return new Passage(passed, false);
    }

    /** What was said in time counts, however late it is read; a server that never stops talking wins no time by it. */
    private @Nullable Heard next(long deadline) {
        awaitOne(deadline);
        if (isFlooded) {
            throw flooded();
        }
        Heard heard = unread.peekFirst();
        if (heard == null || heard.at() - deadline > 0) {
            return null;
        }
        unread.removeFirst();
        unreadUnits -= heard.text().length();
        transcript.read(heard.line());
        lastId = heard.id();
        return heard;
    }

    private void awaitOne(long deadline) {
        try {
            while (!hasNews()) {
                long millis = (deadline - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return;
                }
                wait(fetching == null ? millis : Math.min(millis, PAUSE_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Mismatch flooded() {
        return new Mismatch(
                "what " + whose + " hears",
                "fewer than " + MOST_FRAMES + " frames and " + MOST_UNITS + " units at once",
                "a flood");
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
