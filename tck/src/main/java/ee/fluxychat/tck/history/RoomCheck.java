package ee.fluxychat.tck.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One room of a history. Its order is that of seq where every message has one, else that of ids; who hears what first says nothing of it,
 * for one who came late may be ahead of the others. Needs memory for messages and places, not for lines. Not thread-safe.
 */
final class RoomCheck {

    private final String room;
    private final Findings findings;
    private final Map<Long, Kept> messages = new LinkedHashMap<>();
    private final List<Kept> order = new ArrayList<>();
    private final Map<String, Listener> listening = new HashMap<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final Map<String, Reading> readings = new LinkedHashMap<>();
    private final Map<String, Sending> sendings = new HashMap<>();
    private final Map<String, Kept> byKey = new HashMap<>();
    private final Map<String, List<Kept>> byContent = new HashMap<>();

    /** Where a key, or a text without a key, was first sent, and how often. */
    private static final class Sending {
        private final int line;
        private final String by;
        private int times;

        private Sending(int line, String by) {
            this.line = line;
            this.by = by;
        }
    }

    RoomCheck(String room, Findings findings) {
        this.room = room;
        this.findings = findings;
    }

    int messages() {
        return messages.size();
    }

    int listeners() {
        return listeners.size();
    }

    int readings() {
        return readings.size();
    }

    void happens(HistoryEvent event, int line) {
        Told told = event.message();
        switch (event.op()) {
            case CONNECTED -> {
                ends(event.by());
                begins(event.by(), line);
            }
            case CLOSED -> ends(event.by());
            case SENT -> sent(event, line);
            case ACKED -> acked(event, line);
            case HEARD -> {
                Kept message = known(told, told.author(), line);
                if (message.arrival < 0) {
                    message.arrival = order.size();
                    message.heard = line;
                    order.add(message);
                }
                listener(event.by(), line).hears(message, line);
            }
            case CHANGED -> listener(event.by(), line).hearsChange(told, line);
            case REMOVED -> {
                kept(told).mayBeMissing = true;
                if (!event.by().isEmpty()) {
                    listener(event.by(), line).hearsChange(told, line);
                }
            }
            case READS ->
                readings.put(event.reading(), new Reading(room, findings, line, event.newestFirst(), event.part()));
            case STORED -> {
                known(told, told.author(), line);
                reading(event, line).tells(kept(told).id, line);
            }
            case WHOLE -> reading(event, line).isWhole();
            case CRASH -> crashes();
        }
    }

    /** Every connection ends. */
    void crashes() {
        List.copyOf(listening.keySet()).forEach(this::ends);
    }

    private Reading reading(HistoryEvent event, int line) {
        return readings.computeIfAbsent(
                event.reading(), begun -> new Reading(room, findings, line, event.newestFirst(), event.part()));
    }

    private void begins(String by, int connected) {
        Listener listener = new Listener(by, room, findings, connected);
        listening.put(by, listener);
        listeners.add(listener);
    }

    /** A listener of whom no coming was told is owed nothing before the first that it hears. */
    private Listener listener(String by, int line) {
        if (!listening.containsKey(by)) {
            begins(by, 0);
            if (by.contains("/")) {
                // what is told again ends with its answer, of which no line tells
                Objects.requireNonNull(listening.get(by)).closes();
            }
        }
        return Objects.requireNonNull(listening.get(by), () -> "line " + line);
    }

    private void ends(String by) {
        Listener listener = listening.remove(by);
        if (listener != null) {
            listener.closes();
        }
    }

    private void sent(HistoryEvent event, int line) {
        Told told = event.message();
        for (String name :
                Arrays.asList(nameOf(event.person(), told.key(), null), nameOf(event.person(), null, told.content()))) {
            if (name != null) {
                sendings.computeIfAbsent(name, first -> new Sending(line, event.by())).times++;
            }
        }
    }

    private void acked(HistoryEvent event, int line) {
        String sender = event.person();
        Kept message = known(event.message(), sender.isEmpty() ? null : sender, line);
        message.acked = message.acked == 0 ? line : message.acked;
    }

    private Kept kept(Told told) {
        return messages.computeIfAbsent(Objects.requireNonNull(told.id()), Kept::new);
    }

    /** What is known of the message with what this line tells of it; lines that tell different things of one message cannot both be right. */
    private Kept known(Told told, @Nullable String author, int line) {
        Kept message = kept(told);
        message.mayBeMissing |= told.optional();
        differs(message, "seq", message.seq, told.seq(), line);
        differs(message, "author", message.author, told.author(), line);
        differs(message, "key", message.key, told.key(), line);
        message.seq = message.seq == null ? told.seq() : message.seq;
        boolean isNamed = message.key != null || message.content != null;
        message.author = message.author == null ? author : message.author;
        message.key = message.key == null ? told.key() : message.key;
        message.content = message.content == null ? told.content() : message.content;
        message.told = message.told == 0 ? line : message.told;
        if (!isNamed && message.author != null) {
            named(message, line);
        }
        return message;
    }

    private void differs(Kept message, String what, @Nullable Object before, @Nullable Object now, int line) {
        if (before != null && now != null && !before.equals(now)) {
            findings.add(
                    "differs",
                    room,
                    message.id,
                    "message " + message.id + " has " + what + " " + before + " in one line and " + now + " in another",
                    message.told,
                    line);
        }
    }

    private void named(Kept message, int line) {
        if (message.key != null) {
            Kept other = byKey.putIfAbsent(message.author + " " + message.key, message);
            if (other != null && other.mayBeMissing) {
                // a key whose message is deleted may be used again
                byKey.put(message.author + " " + message.key, message);
            } else if (other != null) {
                findings.add(
                        "key",
                        room,
                        message.id,
                        "key " + message.key + " of " + message.author + " became two messages, " + other.id + " and "
                                + message.id,
                        other.told,
                        line);
            }
        } else if (message.content != null) {
            byContent
                    .computeIfAbsent(message.author + "\n" + message.content, none -> new ArrayList<>(1))
                    .add(message);
        }
    }

    private static @Nullable String nameOf(@Nullable String person, @Nullable String key, @Nullable String content) {
        if (key != null) {
            return person + " " + key;
        }
        return content == null ? null : person + "\n" + content;
    }

    /** All is told. */
    void ends() {
        putInOrder();
        findSendings();
        requireNoMoreThanSent();
        for (Listener each : listeners) {
            each.ends(order);
        }
        for (Kept each : List.copyOf(messages.values())) {
            if (each.index < 0 && each.acked != 0) {
                listeners.forEach(listener -> listener.owes(each, order));
            }
        }
        readings.values().forEach(each -> each.ends(messages, order));
        for (Listener each : listeners) {
            List<Kept> heard = each.heard(order);
            requireEachConnectionsOrder(each, heard);
            requireAcknowledgedFirst(each, heard);
        }
    }

    private void putInOrder() {
        Comparator<Kept> byId = Comparator.comparingLong(each -> each.id);
        boolean allHaveSeq = order.stream().allMatch(each -> each.seq != null);
        order.sort(
                allHaveSeq
                        ? Comparator.<Kept, Long>comparing(each -> Objects.requireNonNull(each.seq))
                                .thenComparing(byId)
                        : byId);
        for (int i = 0; i < order.size(); i++) {
            order.get(i).index = i;
        }
    }

    /** Finds where each message was sent; of what was sent more often than once it is not known. */
    private void findSendings() {
        for (Kept each : messages.values()) {
            String name = nameOf(each.author, each.key, each.content);
            Sending sending = name == null ? null : sendings.get(name);
            if (sending != null && sending.times == 1) {
                each.sent = sending.line;
                each.sentBy = sending.by;
                each.sender = findings.fileOf(each.sent) + " " + each.sentBy;
                each.authorWhenSent = findings.fileOf(each.sent) + " " + each.author;
            }
            if (each.acked != 0) {
                each.authorWhenAcked = findings.fileOf(each.acked) + " " + each.author;
            }
        }
    }

    private void requireNoMoreThanSent() {
        byContent.forEach((name, same) -> {
            Sending sending = sendings.get(name);
            if (sending != null && same.size() > sending.times) {
                Kept last = same.get(same.size() - 1);
                findings.add(
                        "key",
                        room,
                        last.id,
                        "a text was sent " + (sending.times == 1 ? "once" : sending.times + " times") + " and became "
                                + same.size() + " messages",
                        sending.line,
                        last.told);
            }
        });
    }

    /** What one connection sends is heard in that order. */
    private void requireEachConnectionsOrder(Listener listener, List<Kept> heard) {
        Map<String, Kept> newest = new HashMap<>();
        for (Kept each : heard) {
            if (each.sender != null) {
                Kept before = newest.merge(each.sender, each, Kept::laterSent);
                if (before != each) {
                    overtaken(listener, before, each, "sent " + each + " first");
                }
            }
        }
    }

    /** What a user sends after the server has acknowledged another message of his comes after that, over whatever connection. */
    private void requireAcknowledgedFirst(Listener listener, List<Kept> heard) {
        Map<String, Kept> newest = new HashMap<>();
        for (Kept each : heard) {
            Kept before = newest.get(each.authorWhenAcked);
            if (before != null && each.acked < before.sent) {
                overtaken(listener, before, each, "was told that " + each + " is kept before it sent the other");
            }
            if (each.authorWhenSent != null) {
                newest.merge(each.authorWhenSent, each, Kept::laterSent);
            }
        }
    }

    private void overtaken(Listener listener, Kept early, Kept late, String why) {
        findings.add(
                "sender",
                room,
                early.id,
                early.sentBy + " " + why + ", but " + early + " is heard before it",
                listener.lineOf(early),
                listener.lineOf(late));
    }
}
