package ee.fluxychat.tck.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one connection hears in a room from its coming to its end, held against what was heard first. Confined to its room. */
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
    private int base = -1;
    private int reached = -1;
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

    /** It hears a message, which has its place in the room's order already; one line is one violation at most. */
    void hears(Kept message, int line) {
        int before = lineOf(message.index);
        boolean isSound = true;
        if (before != 0) {
            add("double", message, "hears " + message + " twice", before, line);
            isSound = false;
        } else if (reached > message.index) {
            add("order", message, "hears " + message + " later than others do", message.heard, line);
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
        note(message.index, line);
        lastLine = line;
    }

    /** It hears of a change, which takes a seq, too, and may be told under two names. */
    void hearsChange(Told change, int line) {
        if (change.seq() != null && change.id() != null) {
            hearsSeq(change.seq(), new Kept(change.id()), line, true, true);
        }
        lastLine = line;
    }

    private boolean hearsSeq(
            @org.jspecify.annotations.Nullable Long seq, Kept message, int line, boolean isSound, boolean maybeTwice) {
        if (seq == null) {
            return true;
        }
        boolean rises = seq > lastSeq;
        if (!rises) {
            boolean filled = holes.remove(seq) != null;
            if (isSound && !(maybeTwice && seq == lastSeq)) {
                String how = filled || seq != lastSeq ? " after seq " + lastSeq : " again";
                add("seq", message, "hears seq " + seq + how, lastSeqLine, line);
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

    private int lineOf(int index) {
        if (base >= 0 && index >= base) {
            return index - base < lines.length ? lines[index - base] : 0;
        }
        return early.getOrDefault(index, 0);
    }

    private void note(int index, int line) {
        base = base < 0 ? index : base;
        if (index < base) {
            early.put(index, line);
            return;
        }
        if (index - base >= lines.length) {
            lines = Arrays.copyOf(lines, Math.max(lines.length * 2, index - base + 1));
        }
        lines[index - base] = line;
        reached = Math.max(reached, index);
    }

    /** All is told: what others heard in between, and it did not, is lost; to the very end, if it listened so long. */
    void ends(List<Kept> order) {
        int to = closed ? reached : order.size() - 1;
        int next = lastLine;
        for (int index = to; index >= 0; index--) {
            Kept message = order.get(index);
            int line = lineOf(index);
            if (line != 0) {
                next = line;
            } else if (isOwed(message, index)) {
                lost(message, next);
            } else if (message.mayBeMissing && message.seq != null) {
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

    private boolean isOwed(Kept message, int index) {
        return !message.mayBeMissing && ((base >= 0 && index > base) || findings.isBefore(connected, message.sent));
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
        for (int index = Math.max(base, 0); index <= reached; index++) {
            if (lineOf(index) != 0 && findings.isBefore(message.acked, order.get(index).sent)) {
                lost(message, lineOf(index));
                return;
            }
        }
    }

    private void add(String kind, Kept message, String sentence, int first, int second) {
        findings.add(kind, room, message.id, name + " " + sentence, first, second);
    }
}
