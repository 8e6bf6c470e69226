package ee.fluxychat.tck.history;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of a history, in the order in which things happened. {@code by} is a connection: the user, and what tells his connections apart
 * after a {@code #}, as in {@code bob#2}. {@code at} is milliseconds since the beginning and for readers only. Immutable.
 *
 * <pre>
 * {"op":"connected","by":"bob#2","room":"r1"}                              from here on bob#2 must hear what is sent
 * {"op":"sent","by":"alice#1","room":"r1","key":"cmsg_1","content":"hi"}   key or content; content alone must be unique to count
 * {"op":"acked","by":"alice#1","room":"r1","key":"cmsg_1","id":7,"seq":3}  the server has promised to keep it
 * {"op":"heard","by":"bob#2","room":"r1","id":7,"seq":3,"author":"alice","key":"cmsg_1"}
 * {"op":"changed","by":"bob#2","room":"r1","id":7,"seq":4}                 an edit was heard: it takes a seq, too
 * {"op":"removed","room":"r1","id":7}                                      a deletion, heard (with by and seq) or known
 * {"op":"closed","by":"bob#2","room":"r1"}                                 bob#2 need not hear more; without it, it listens to the end
 * {"op":"crash"}                                                           all connections end here ("restart" says the same)
 * {"op":"reads","room":"r1","reading":"1","newestFirst":true,"part":true}  what "stored" lines of that name are; may be left out
 * {"op":"stored","room":"r1","reading":"1","id":7}                         history tells it; the whole room, oldest first, unless "reads" says otherwise
 * {"op":"whole","room":"r1","reading":"1"}                                 the reading in parts has reached the room's beginning
 * </pre>
 *
 * <p>What a server tells again, as in the answer to resume, is heard by a listener of its own: {@code bob#2/resume1}. A heard, acked or
 * stored message that is {@code "optional":true}, a whisper or one that expires, may be missing elsewhere.
 */
public record HistoryEvent(
        Op op, String by, String room, long at, Told message, String reading, boolean newestFirst, boolean part) {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Told NOTHING = new Told(null, null, null, null, null, false);

    /** What happened. */
    public enum Op {
        CONNECTED,
        SENT,
        ACKED,
        HEARD,
        CHANGED,
        REMOVED,
        CLOSED,
        CRASH,
        READS,
        STORED,
        WHOLE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private boolean isOfAConnection() {
            return this == CONNECTED
                    || this == SENT
                    || this == ACKED
                    || this == HEARD
                    || this == CHANGED
                    || this == CLOSED;
        }

        private boolean isOfAStoredMessage() {
            return this == ACKED || this == HEARD || this == CHANGED || this == REMOVED || this == STORED;
        }
    }

    /** Something that a connection did or was told. */
    static HistoryEvent of(Op op, String by, String room, long at, Told message) {
        return new HistoryEvent(op, by, room, at, message, "", false, false);
    }

    /** A connection came or went. */
    static HistoryEvent of(Op op, String by, String room, long at) {
        return of(op, by, room, at, NOTHING);
    }

    /** Something of a reading of a room's history, newest first and in parts, as the SDK reads it. */
    static HistoryEvent ofReading(Op op, String room, String reading, long at, Told message) {
        return new HistoryEvent(op, "", room, at, message, reading, op == Op.READS, op == Op.READS);
    }

    static HistoryEvent ofReading(Op op, String room, String reading, long at) {
        return ofReading(op, room, reading, at, NOTHING);
    }

    /** The same without its seq, as a server tells it that numbers nothing. */
    public HistoryEvent unnumbered() {
        return new HistoryEvent(
                op,
                by,
                room,
                at,
                new Told(message.id(), null, message.author(), message.key(), message.content(), message.optional()),
                reading,
                newestFirst,
                part);
    }

    /** Whether it is told again to somebody who has asked for what he missed. */
    public boolean isResumed() {
        return by.contains(HistoryRecorder.RESUME);
    }

    /** The same with its texts written otherwise. */
    public HistoryEvent masked(UnaryOperator<String> masking) {
        return new HistoryEvent(
                op,
                masking.apply(by),
                masking.apply(room),
                at,
                new Told(
                        message.id(),
                        message.seq(),
                        masked(message.author(), masking),
                        masked(message.key(), masking),
                        masked(message.content(), masking),
                        message.optional()),
                masking.apply(reading),
                newestFirst,
                part);
    }

    private static @Nullable String masked(@Nullable String text, UnaryOperator<String> masking) {
        return text == null ? null : masking.apply(text);
    }

    /** Who is behind the connection: {@code bob} of {@code bob#2}. */
    String person() {
        int mark = by.indexOf('#');
        return mark < 0 ? by : by.substring(0, mark);
    }

    /** The line as it stands in a file, without its end. */
    public String line() {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("op", op.word());
        add(json, "by", by);
        add(json, "room", room);
        add(json, "reading", reading);
        if (message.id() != null) {
            json.add("id", message.id());
        }
        if (message.seq() != null) {
            json.add("seq", message.seq());
        }
        add(json, "author", message.author());
        add(json, "key", message.key());
        add(json, "content", message.content());
        add(json, "optional", message.optional());
        add(json, "newestFirst", newestFirst);
        add(json, "part", part);
        return json.add("at", at).build().toString();
    }

    private static void add(JsonObjectBuilder json, String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            json.add(name, text);
        }
    }

    private static void add(JsonObjectBuilder json, String name, boolean flag) {
        if (flag) {
            json.add(name, true);
        }
    }

    /** Reads a line; unknown fields do no harm, anything else that is not as it should be is {@link Malformed}. */
    public static HistoryEvent parse(String line) {
        JsonObject json = object(line);
        Op op = op(json);
        String by = text(json, "by");
        String room = text(json, "room");
        Told message = new Told(
                number(json, "id"),
                number(json, "seq"),
                text(json, "author"),
                text(json, "key"),
                text(json, "content"),
                flag(json, "optional"));
        Long at = number(json, "at");
        require(op == Op.CRASH || room != null, op, "room");
        require(!op.isOfAConnection() || by != null, op, "by");
        require(op != Op.SENT || message.key() != null || message.content() != null, op, "key or content");
        require(!op.isOfAStoredMessage() || message.id() != null, op, "id");
        return new HistoryEvent(
                op,
                by == null ? "" : by,
                room == null ? "" : room,
                at == null ? 0 : at,
                message,
                json.containsKey("reading") ? String.valueOf(text(json, "reading")) : "",
                flag(json, "newestFirst"),
                flag(json, "part"));
    }

    private static JsonObject object(String line) {
        try (JsonReader reader = JSON.createReader(new StringReader(line))) {
            if (reader.readValue() instanceof JsonObject object) {
                return object;
            }
        } catch (RuntimeException notJson) {
            // or nested so deep that the parser gives up
            throw new Malformed("is no JSON object");
        }
        throw new Malformed("is no JSON object");
    }

    private static Op op(JsonObject json) {
        String word = text(json, "op");
        if ("restart".equals(word)) {
            return Op.CRASH;
        }
        return Stream.of(Op.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Malformed((word == null ? "has no op" : "has an unknown op " + word)
                        + "; there are " + Stream.of(Op.values()).map(Op::word).collect(Collectors.joining(", "))));
    }

    private static void require(boolean given, Op op, String field) {
        if (!given) {
            throw new Malformed("is " + op.word() + " without " + field);
        }
    }

    private static @Nullable String text(JsonObject json, String name) {
        JsonValue value = json.getOrDefault(name, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return null;
        } else if (value instanceof JsonString string) {
            return string.getString();
        }
        throw new Malformed("has a " + name + " that is no text: " + value);
    }

    private static @Nullable Long number(JsonObject json, String name) {
        JsonValue value = json.getOrDefault(name, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return null;
        }
        try {
            if (value instanceof JsonNumber number && number.isIntegral()) {
                return number.longValueExact();
            }
        } catch (ArithmeticException tooLong) {
            throw new Malformed("has " + name + " that is no whole number of 64 bits: " + value);
        }
        throw new Malformed("has " + name + " that is no whole number: " + value);
    }

    private static boolean flag(JsonObject json, String name) {
        JsonValue value = json.getOrDefault(name, JsonValue.FALSE);
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return value == JsonValue.TRUE;
        }
        throw new Malformed("has " + name + " that is neither true nor false: " + value);
    }
}
