package ee.fluxychat.tck.history;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One reading of a room's history. Confined to its room. */
final class Reading {

    private final String room;
    private final Findings findings;
    private final int began;
    private final boolean newestFirst;
    private boolean whole;
    private long[] ids = new long[16];
    private int[] lines = new int[16];
    private int size;

    Reading(String room, Findings findings, int began, boolean newestFirst, boolean part) {
        this.room = room;
        this.findings = findings;
        this.began = began;
        this.newestFirst = newestFirst;
        this.whole = !part;
    }

    void isWhole() {
        whole = true;
    }

    void tells(long id, int line) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
            lines = Arrays.copyOf(lines, size * 2);
        }
        ids[size] = id;
        lines[size++] = line;
    }

    /** All is told: history has the room's order, everything once, and nothing less than was acknowledged before. */
    void ends(Map<Long, Kept> messages, List<Kept> order) {
        Map<Long, Integer> told = new HashMap<>();
        Kept last = null;
        int lastLine = 0;
        int from = Integer.MAX_VALUE;
        int to = -1;
        for (int i = 0; i < size; i++) {
            int at = newestFirst ? size - 1 - i : i;
            Kept message = messages.computeIfAbsent(ids[at], Kept::new);
            Integer before = told.putIfAbsent(message.id, lines[at]);
            if (before != null) {
                findings.add(
                        "stored twice", room, message.id, "history tells " + message + " twice", before, lines[at]);
                continue;
            }
            if (last != null && isAfter(last, message)) {
                findings.add(
                        "stored order",
                        room,
                        message.id,
                        "history tells " + message + " after " + last + ", which is the newer one",
                        lastLine,
                        lines[at]);
            } else {
                last = message;
                lastLine = lines[at];
            }
            if (message.index >= 0) {
                from = Math.min(from, message.index);
                to = Math.max(to, message.index);
            }
        }
        requireAll(told, order, whole ? 0 : from, to);
        if (whole) {
            requireAcknowledged(told, messages.values(), to);
        }
    }

    private static boolean isAfter(Kept one, Kept other) {
        if (one.index >= 0 && other.index >= 0) {
            return one.index > other.index;
        }
        return (one.seq != null && other.seq != null) ? one.seq > other.seq : one.id > other.id;
    }

    private void requireAll(Map<Long, Integer> told, List<Kept> order, int from, int to) {
        int next = began;
        for (int index = to; index >= from; index--) {
            Kept message = order.get(index);
            Integer line = told.get(message.id);
            if (line != null) {
                next = line;
            } else if (!message.mayBeMissing) {
                lost(message, next);
            }
        }
    }

    private void requireAcknowledged(Map<Long, Integer> told, Collection<Kept> messages, int looked) {
        for (Kept each : messages) {
            boolean wasThere = findings.isBefore(each.shown(), began) || findings.isBefore(each.heard, began);
            boolean isNew = each.index < 0 || each.index > looked;
            if (wasThere && isNew && !each.mayBeMissing && !told.containsKey(each.id)) {
                lost(each, began);
            }
        }
    }

    private void lost(Kept message, int line) {
        findings.add(
                "stored loss",
                room,
                message.id,
                "history has lost " + message + ", which the server has "
                        + (message.acked == 0 ? "told" : "acknowledged"),
                message.shown(),
                line);
    }
}
