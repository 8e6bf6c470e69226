package ee.fluxychat.tck.history;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one connection hears in a room from its coming to its end, held against the room's order. Confined to its room. */
final class Listener {

    /** A leap of seq further than this is told as one, and not number by number. */
    private static final int WIDEST_HOLE = 10_000;

    /** With more numbers missing than these, each further leap is told as one, too: what is looked at need not fit the memory. */
    private static final int MOST_HOLES = 50_000;

    private final String name;
    private final String room;
    private final Findings findings;
    private final int connected;
    private final Map<Integer, Integer> early = new HashMap<>();
    private final TreeMap<Long, int[]> holes = new TreeMap<>();
    /** The first that it heard. */
    private @Nullable Kept first;
    /** Where it heard each message, by arrival from the first on; earlier arrivals are few. */
    private int[] lines = new int[16];

    private int lastLine;
    private long lastSeq = -1;
    private int lastSeqLine;
    private long lastId = Long.MIN_VALUE;
    private int lastIdLine;
    private boolean closed;

    Listener(String name, String room, Findings findings, int connected) {
        this.name = name;
        this.room = room;
        this.findings = findings;
        this.connected = connected;
    }

    void closes() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** It hears a message; one line is one violation at most. */
    void hears(Kept message, int line) {
        int before = lineOf(message);
        boolean isSound = true;
        if (before != 0) {
            add("double", message, "hears " + message + " twice", before, line);
            isSound = false;
        }
        isSound &= hearsSeq(message.seq, message, line, isSound, false);
        if (isSound && message.id < lastId) {
            add("id", message, "hears " + message + " after message " + lastId, lastIdLine, line);
        }
        if (message.id > lastId) {
            lastId = message.id;
            lastIdLine = line;
        }
        if (before == 0) {
            note(message, line);
        }
        lastLine = line;
    }

    /** It hears of a change, which takes a seq, too, and may be told under two names. */
    void hearsChange(Told change, int line) {
        if (change.seq() != null && change.id() != null) {
            hearsSeq(change.seq(), new Kept(change.id()), line, true, true);
        }
        lastLine = line;
    }

    private boolean hearsSeq(@Nullable Long seq, Kept message, int line, boolean isSound, boolean maybeTwice) {
        if (seq == null) {
            return true;
        }
        boolean rises = seq > lastSeq;
        if (!rises) {
            holes.remove(seq);
            if (isSound && !(maybeTwice && seq == lastSeq)) {
                String what = maybeTwice ? "seq " + seq : message.toString();
                String how = seq != lastSeq ? "hears " + what + " after seq " + lastSeq : "hears seq " + seq + " again";
                add("seq", message, how, lastSeqLine, line);
                return false;
            }
            return true;
        }
        if (lastSeq >= 0 && (seq - lastSeq > WIDEST_HOLE || holes.size() > MOST_HOLES)) {
            add("hole", message, "hears seq " + seq + " next after seq " + lastSeq, lastSeqLine, line);
        } else if (lastSeq >= 0) {
            for (long missing = lastSeq + 1; missing < seq; missing++) {
                holes.put(missing, new int[] {lastSeqLine, line});
            }
        }
        lastSeq = seq;
        lastSeqLine = line;
        return true;
    }

    /** What it heard, in the order in which it did; of a repetition, the first. */
    List<Kept> heard(List<Kept> order) {
        return order.stream()
                .filter(each -> lineOf(each) != 0)
                .sorted(Comparator.comparingInt(this::lineOf))
                .toList();
    }

    /** Where it heard a message, 0 if it did not. */
    int lineOf(Kept message) {
        int at = first == null ? -1 : message.arrival - first.arrival;
        if (at >= 0) {
            return at < lines.length ? lines[at] : 0;
        }
        return early.getOrDefault(message.arrival, 0);
    }

    private void note(Kept message, int line) {
        first = first == null ? message : first;
        int at = message.arrival - first.arrival;
        if (at < 0) {
            early.put(message.arrival, line);
            return;
        }
        if (at >= lines.length) {
            lines = Arrays.copyOf(lines, Math.max(lines.length * 2, at + 1));
        }
        lines[at] = line;
    }

    /** All is told: what others heard in between, and it did not, is lost; to the very end, if it listened so long. */
    void ends(List<Kept> order) {
        int next = lastLine;
        boolean isReached = !closed;
        for (int index = order.size() - 1; index >= 0; index--) {
            Kept message = order.get(index);
            int line = lineOf(message);
            if (line != 0) {
                next = line;
                isReached = true;
            } else if (isReached && isOwed(message)) {
                lost(message, next);
            } else if (isReached && message.mayBeMissing && message.seq != null) {
                holes.remove(message.seq);
            }
        }
        for (Map.Entry<Long, int[]> hole : holes.entrySet()) {
            findings.add(
                    "hole",
                    room,
                    hole.getKey(),
                    name + " hears nothing with seq " + hole.getKey() + " in between",
                    hole.getValue()[0],
                    hole.getValue()[1]);
        }
    }

    private boolean isOwed(Kept message) {
        return !message.mayBeMissing
                && ((first != null && message.index > first.index) || findings.isBefore(connected, message.sent));
    }

    private void lost(Kept message, int next) {
        if (message.seq != null) {
            holes.remove(message.seq);
        }
        add(
                "loss",
                message,
                "never hears " + message + ", which the server has "
                        + (message.acked == 0 ? "told others" : "acknowledged"),
                message.shown(),
                next == 0 ? connected : next);
    }

    /** Nobody heard this message though it was acknowledged: whether this listener was there and heard what was sent after it. */
    void owes(Kept message, List<Kept> order) {
        if (message.mayBeMissing || !findings.isBefore(connected, message.sent)) {
            return;
        }
        if (!closed) {
            lost(message, lastLine);
            return;
        }
        for (Kept each : order) {
            if (lineOf(each) != 0 && findings.isBefore(message.acked, each.sent)) {
                lost(message, lineOf(each));
                return;
            }
        }
    }

    private void add(String kind, Kept message, String sentence, int first, int second) {
        findings.add(kind, room, message.id, name + " " + sentence, first, second);
    }
}
