package ee.fluxychat.tck.history;

import ee.fluxychat.tck.history.HistoryEvent.Op;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what the connections and calls of one case send and hear of messages, up to {@link #MOST} lines; what comes then is left out,
 * which the check takes for the end of the recording. What it cannot read it leaves out. Thread-safe.
 */
public final class HistoryRecorder {

    /** Two storms fit in, and not the memory of a machine. */
    static final int MOST = 250_000;

    /** What the name of a connection is followed by where it hears again what it missed. */
    static final String RESUME = "/resume";

    /** A longer text does not tell messages apart any better. */
    private static final int LONGEST_CONTENT = 200;

    /** The same frame goes to everybody in a room: it is read once, and remembered for the others. */
    private static final int REMEMBERED = 128;

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Pattern PAGE =
            Pattern.compile("/api/messages\\?roomId=([\\w-]+)(?:&limit=[1-9]\\d*)?(?:&before=([^&]*))?");
    private static final Pattern MESSAGE = Pattern.compile("/messages/(\\d{1,18})(?:\\?.*)?");

    private final long start = System.nanoTime();
    private final List<HistoryEvent> events = new ArrayList<>();
    private final Map<String, Integer> connections = new HashMap<>();
    private final Map<String, Reading> readings = new HashMap<>();
    private final Map<Long, String> roomOf = new HashMap<>();
    private final Map<String, Integer> timesSent = new HashMap<>();
    private final List<String> projects = new ArrayList<>();
    /** Of each message, when it was told first. */
    private final Map<@Nullable Long, Long> firstTold = new HashMap<>();

    private long ticks;

    private final List<Connection> open = new ArrayList<>();
    private final Map<String, JsonObject> lately = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JsonObject> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Where a reader who goes back page by page has come to: the time his next page is to be before. */
    private record Reading(String name, boolean fromTheNewest, String before) {}

    /** What was written down so far; connections that are open end with the recording. */
    public synchronized List<HistoryEvent> events() {
        List<HistoryEvent> all = new ArrayList<>(events);
        open.forEach(each -> all.add(HistoryEvent.of(Op.CLOSED, each.name, each.room, now())));
        return all;
    }

    /** A user of a project opens a connection into a room. */
    public synchronized Connection opens(String user, String project, String room) {
        return new Connection(user, nameOf(user, "#"), roomIn(project, room));
    }

    /** Two projects may have a room of the same id; of the second one on they are told apart. */
    private String roomIn(String project, String room) {
        if (!projects.contains(project)) {
            projects.add(project);
        }
        int number = projects.indexOf(project) + 1;
        return number == 1 ? room : room + "@" + number;
    }

    private String nameOf(String user, String kind) {
        return user + kind + connections.merge(user + kind, 1, Integer::sum);
    }

    /** A user of a project sends a request; what is returned is to be given the status and the body of the answer. */
    public synchronized Answered asks(String user, String project, String method, String path, String body) {
        Matcher page = PAGE.matcher(path);
        Matcher message = MESSAGE.matcher(path);
        if (method.equals("POST") && path.equals("/messages")) {
            return posts(user, project, read(body));
        } else if (method.equals("GET") && page.matches()) {
            return turns(user, roomIn(project, page.group(1)), page.group(2));
        } else if (method.equals("DELETE") && message.matches()) {
            long id = Long.parseLong(message.group(1));
            return Answered.by(answer -> removed(id));
        }
        return (status, answer) -> {};
    }

    /** What an answer is given to. */
    public interface Answered {

        /** The answer came. */
        void answered(int status, String body);

        private static Answered by(Consumer<String> use) {
            return (status, body) -> {
                if (status == 200) {
                    use.accept(body);
                }
            };
        }
    }

    private Answered posts(String user, String project, @Nullable JsonObject body) {
        String roomId = body == null ? null : text(body, "roomId");
        String content = body == null ? null : text(body, "content");
        if (body == null || roomId == null || roomId.isEmpty() || content == null) {
            return (status, answer) -> {};
        }
        String room = roomIn(project, roomId);
        String by = nameOf(user, "#http");
        Told sent = sent(user, body);
        add(HistoryEvent.of(Op.SENT, by, room, now(), sent));
        return Answered.by(answer -> acked(by, room, sent, answer));
    }

    /** Notes how often a key was sent: who sends one again is answered with the first message, which is not heard anew. */
    private Told sent(String user, JsonObject message) {
        String key = key(message);
        if (key != null) {
            timesSent.merge(user + " " + key, 1, Integer::sum);
        }
        return Told.sent(key, content(message));
    }

    /** The key as it is compared. */
    private static @Nullable String key(JsonObject message) {
        String key = text(message, "clientMessageId");
        return key == null ? null : key.strip();
    }

    private static @Nullable String content(JsonObject message) {
        String content = text(message, "content");
        return content == null || content.isEmpty() || content.length() > LONGEST_CONTENT ? null : content;
    }

    private synchronized void acked(String by, String room, Told sent, String answer) {
        JsonObject json = read(answer);
        if (json != null && json.get("message") instanceof JsonObject message && number(message, "id") != null) {
            Told told = told(message, number(message, "id"));
            add(HistoryEvent.of(
                    Op.ACKED,
                    by,
                    room,
                    now(),
                    new Told(told.id(), told.seq(), told.author(), sent.key(), sent.content(), told.optional())));
        }
    }

    /** A reader opens history, or turns a page of it. */
    private Answered turns(String user, String room, @Nullable String before) {
        String reader = user + " " + room;
        Reading known = readings.get(reader);
        Reading reading;
        if (known != null && known.before().equals(before)) {
            reading = known;
        } else {
            reading = new Reading(nameOf(user, "#reading"), before == null, "");
            add(HistoryEvent.ofReading(Op.READS, room, reading.name(), now()));
        }
        return Answered.by(answer -> turned(reader, room, reading, answer));
    }

    private synchronized void turned(String reader, String room, Reading reading, String answer) {
        JsonObject json = read(answer);
        if (json == null || !(json.get("messages") instanceof JsonArray messages)) {
            return;
        }
        String oldest = "";
        for (JsonValue each : messages) {
            if (each instanceof JsonObject message && number(message, "id") != null) {
                add(HistoryEvent.ofReading(
                        Op.STORED, room, reading.name(), now(), told(message, number(message, "id"))));
                oldest = String.valueOf(text(message, "createdAt"));
            }
        }
        if (messages.isEmpty() && reading.fromTheNewest()) {
            add(HistoryEvent.ofReading(Op.WHOLE, room, reading.name(), now()));
        }
        String next = URLEncoder.encode(oldest, StandardCharsets.UTF_8);
        readings.put(reader, new Reading(reading.name(), reading.fromTheNewest(), next));
    }

    private synchronized void removed(long id) {
        String room = roomOf.get(id);
        if (room != null) {
            add(HistoryEvent.of(Op.REMOVED, "", room, now(), Told.changed(id, null)));
        }
    }

    /** One connection's side of the record. Thread-safe. */
    public final class Connection {

        private final String user;
        private final String name;
        private final String room;
        private final Set<String> keys = new HashSet<>();
        private final Set<String> echoes = new HashSet<>();
        private final Set<@Nullable Long> heard = new HashSet<>();
        private long lastSeq;
        private int resumes;
        private long reached = -1;
        private boolean isClosed;
        private final long since = ticks;

        private Connection(String user, String name, String room) {
            this.user = user;
            this.name = name;
            this.room = room;
        }

        /** It is open without a frame that says so. */
        public void opened() {
            synchronized (HistoryRecorder.this) {
                open.add(this);
                add(HistoryEvent.of(Op.CONNECTED, name, room, now()));
            }
        }

        /** It sends a text frame. */
        public void sent(String text) {
            synchronized (HistoryRecorder.this) {
                JsonObject frame = read(text);
                String type = frame == null ? null : text(frame, "type");
                if (frame == null || type == null) {
                    return;
                } else if (type.equals("message") && text(frame, "content") != null) {
                    String key = key(frame);
                    if (key != null) {
                        keys.add(key);
                    }
                    add(HistoryEvent.of(Op.SENT, name, room, now(), HistoryRecorder.this.sent(user, frame)));
                } else if (type.equals("resume")) {
                    Long from = number(frame, "lastSeq");
                    resumes += from != null && from == reached ? 0 : 1;
                }
            }
        }

        /** It hears a text frame. */
        public void heard(String text) {
            synchronized (HistoryRecorder.this) {
                JsonObject frame = remembered(text);
                String type = frame == null ? null : text(frame, "type");
                if (isClosed || frame == null || type == null) {
                    return;
                }
                switch (type) {
                    case "subscription_succeeded" -> { // its seq is the room's, and takes none
                        open.add(this);
                        add(HistoryEvent.of(Op.CONNECTED, name, room, now()));
                    }
                    case "message" -> hearsMessage(told(frame, number(frame, "id")));
                    case "delete" -> hears(name, Op.REMOVED, Told.changed(number(frame, "id"), number(frame, "seq")));
                    case "replay" -> hearsAgain(frame);
                    // edits, reactions, read marks and what may come: each that has a seq takes one, under whatever
                    // names it is told
                    default -> hears(name, Op.CHANGED, Told.changed(about(frame), number(frame, "seq")));
                }
            }
        }

        /** Which message a change is about; 0 when it is about none. */
        private static Long about(JsonObject frame) {
            Long id = number(frame, "id");
            Long messageId = number(frame, "messageId");
            return id != null ? id : messageId != null ? messageId : Long.valueOf(0);
        }

        private void hearsMessage(Told message) {
            String key = String.valueOf(message.key());
            boolean isMine = keys.contains(key) && user.equals(message.author());
            long seq = message.seq() == null ? Long.MAX_VALUE : message.seq();
            if (isMine && message.id() != null) {
                add(HistoryEvent.of(Op.ACKED, name, room, now(), message));
            }
            boolean isRetried = timesSent.getOrDefault(message.author() + " " + key.strip(), 0) > 1;
            boolean isMineAgain = isMine && (echoes.contains(key) || seq <= lastSeq);
            // to tell everybody again is no repetition of the server's making: cases about retries judge it
            if (isRetried && (isMineAgain || heard.contains(message.id()) || wasToldBefore(message))) {
                return;
            }
            heard.add(message.id());
            firstTold.putIfAbsent(message.id(), ticks++);
            if (isMine) {
                echoes.add(key);
            }
            lastSeq = message.seq() == null ? lastSeq : Math.max(lastSeq, seq);
            hears(name, Op.HEARD, message);
        }

        /** Before this connection was there. */
        private boolean wasToldBefore(Told message) {
            return firstTold.getOrDefault(message.id(), since) < since;
        }

        private void hears(String by, Op op, Told message) {
            boolean isTold = message.id() != null && (op != Op.CHANGED || message.seq() != null);
            if (isTold) {
                add(HistoryEvent.of(op, by, room, now(), message));
            }
        }

        private void hearsAgain(JsonObject replay) {
            if (!(replay.get("events") instanceof JsonArray told)) {
                return;
            }
            for (JsonValue each : told) {
                if (each instanceof JsonObject event) {
                    JsonObject payload =
                            event.get("payload") instanceof JsonObject said ? said : JsonValue.EMPTY_JSON_OBJECT;
                    Told changed = Told.changed(number(event, "messageId"), number(event, "seq"));
                    String by = name + RESUME + resumes;
                    switch (String.valueOf(text(event, "eventType"))) {
                        case "create" ->
                            hears(
                                    by,
                                    Op.HEARD,
                                    new Told(
                                            changed.id(),
                                            changed.seq(),
                                            text(payload, "userId"),
                                            null,
                                            null,
                                            isOptional(payload)));
                        case "delete" -> hears(by, Op.REMOVED, changed);
                        default -> hears(by, Op.CHANGED, changed);
                    }
                }
            }
            Long last = number(replay, "lastSeq");
            reached = last == null ? -1 : last;
        }

        /** It has ended, by whomever: what is heard after that was on its way to nobody. */
        public void closed() {
            synchronized (HistoryRecorder.this) {
                isClosed = true;
                if (open.remove(this)) {
                    add(HistoryEvent.of(Op.CLOSED, name, room, now()));
                }
            }
        }
    }

    private void add(HistoryEvent event) {
        boolean isNameless = event.op() == Op.SENT
                && event.message().key() == null
                && event.message().content() == null;
        boolean isFull = events.size() >= MOST && event.op() != Op.CLOSED;
        if (isFull || isNameless) {
            return;
        }
        events.add(event);
        if (event.op() == Op.ACKED || event.op() == Op.HEARD) {
            roomOf.putIfAbsent(Objects.requireNonNullElse(event.message().id(), -1L), event.room());
        }
    }

    private long now() {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static Told told(JsonObject message, @Nullable Long id) {
        return new Told(
                id,
                number(message, "seq"),
                text(message, "userId"),
                text(message, "clientMessageId"),
                text(message, "clientMessageId") == null ? content(message) : null,
                isOptional(message));
    }

    private static boolean isOptional(JsonObject message) {
        String visibility = text(message, "visibility");
        return (visibility != null && !visibility.equals("room")) || text(message, "expiresAt") != null;
    }

    private @Nullable JsonObject remembered(String text) {
        JsonObject known = lately.get(text);
        if (known != null) {
            return known;
        }
        JsonObject read = read(text);
        if (read != null) {
            lately.put(text, read);
        }
        return read;
    }

    private static @Nullable JsonObject read(String text) {
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            return reader.readValue() instanceof JsonObject object ? object : null;
        } catch (RuntimeException notToBeRead) {
            // no JSON, or nested so deep that the parser gives up
            return null;
        }
    }

    private static @Nullable String text(JsonObject json, String name) {
        return json.get(name) instanceof JsonString string ? string.getString() : null;
    }

    private static @Nullable Long number(JsonObject json, String name) {
        return json.get(name) instanceof JsonNumber number && number.isIntegral() ? (Long) number.longValue() : null;
    }
}
