package ee.fluxychat.tck.client;

import ee.fluxychat.tck.client.Inbox.Closed;
import ee.fluxychat.tck.history.HistoryRecorder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A person with a connection into one room, over whatever transport: who has no WebSocket speaks over REST. Verbs that ask for something wait for the answer; reading goes forward only, as in
 * {@link Inbox}. Sending is thread-safe, reading is for one thread.
 */
public final class Participant {

    private static final int NORMAL = 1000;

    private static final AtomicInteger SENT = new AtomicInteger();

    private final Person person;
    private final String roomId;
    private final String connectionName;
    private final Transport transport;
    private final HistoryRecorder.Connection history;
    private final Inbox inbox;
    private final Connection connection;
    private final List<Frame> greeting = new ArrayList<>();
    private boolean closeExpected;
    private boolean cutExpected;

    private Participant(Person person, String roomId, String connectionName, Transport transport, String query) {
        this.person = person;
        this.roomId = roomId;
        this.connectionName = connectionName;
        this.transport = transport;
        this.history = person.transcript().history().opens(person.id(), person.project(), roomId);
        this.inbox = new Inbox(connectionName, person.transcript(), history);
        this.connection = switch (transport) {
            case WS ->
                WebSocketConnection.open(
                        person.http(),
                        "/ws/room/" + roomId + query,
                        Map.of("Authorization", "Bearer " + person.token()),
                        inbox,
                        person.transcript(),
                        connectionName);
            case SSE -> SseConnection.open(person, roomId, query, inbox, connectionName);
            case POLL -> PollConnection.open(person, roomId, inbox, connectionName);
        };
    }

    /** Begins to listen over any transport and waits until the server has told how things stand. */
    public static Participant enter(Person person, String roomId, String connectionName, Transport transport) {
        Participant participant = new Participant(person, roomId, connectionName, transport, "");
        participant.greeting.addAll(
                participant.hearsUpTo(transport == Transport.WS ? "subscription_succeeded" : "history"));
        return participant;
    }

    /** Takes up an event stream after the event of this id and waits until the server has told how things stand. */
    public static Participant resume(Person person, String roomId, String connectionName, String lastEventId) {
        Participant participant = new Participant(person, roomId, connectionName, Transport.SSE, lastEventId);
        participant.greeting.addAll(participant.hearsUpTo("history"));
        return participant;
    }

    /** Opens a WebSocket and waits until the server says that it is in; {@code query} is empty or begins with a question mark. */
    public static Participant enter(Person person, String roomId, String connectionName, String query) {
        Participant participant = open(person, roomId, connectionName, query);
        participant.greeting.addAll(participant.hearsUpTo("subscription_succeeded"));
        return participant;
    }

    /** Opens a WebSocket and does not wait for the greeting. */
    public static Participant open(Person person, String roomId, String connectionName, String query) {
        return new Participant(person, roomId, connectionName, Transport.WS, query);
    }

    // --- who

    /** Who it is. */
    public Person person() {
        return person;
    }

    /** The user id. */
    public String id() {
        return person.id();
    }

    /** What was heard until it was in: over a WebSocket until {@code subscription_succeeded}, else {@code history} alone. */
    public List<Frame> greeting() {
        return greeting;
    }

    /** The first frame of this kind in the greeting. */
    public Frame greeted(String type) {
        return greeting.stream()
                .filter(each -> each.is(type))
                .findFirst()
                .orElseThrow(() -> new Mismatch(
                        "what " + connectionName + " hears on connecting",
                        type,
                        greeting.stream().map(Frame::type).toList().toString()));
    }

    /** The id of the event that was heard last; empty when it had none. */
    public String lastEventId() {
        return inbox.lastId();
    }

    // --- says

    /** Sends any object. */
    public void says(JsonObject frame) {
        saysText(frame.toString());
    }

    /** Sends a frame of this type with names and values in turn. */
    public void says(String type, @Nullable Object... namesAndValues) {
        @Nullable Object[] all = new @Nullable Object[namesAndValues.length + 2];
        all[0] = "type";
        all[1] = type;
        System.arraycopy(namesAndValues, 0, all, 2, namesAndValues.length);
        says(Json.object(all));
    }

    /** Sends this very text as a frame. */
    public void saysText(String text) {
        if (transport == Transport.WS) {
            // over REST the call itself is recorded
            history.sent(text);
        }
        connection.send(text);
    }

    /** Sends a message and does not wait. */
    public void mutters(String content) {
        says("message", "userId", id(), "content", content);
    }

    /** Says a message and waits for its own echo, which is the acknowledgement. */
    public Frame posts(String content, @Nullable Object... furtherNamesAndValues) {
        String key = freshKey();
        @Nullable Object[] all = new @Nullable Object[furtherNamesAndValues.length + 6];
        System.arraycopy(new Object[] {"userId", id(), "content", content, "clientMessageId", key}, 0, all, 0, 6);
        System.arraycopy(furtherNamesAndValues, 0, all, 6, furtherNamesAndValues.length);
        says("message", all);
        return hears("the echo of " + Expect.shown(content), frame -> isEcho(frame, key));
    }

    /** Posts a message over HTTP; answers the stored message. */
    public Fields postsByRest(String content) {
        return person.posts("/messages", "roomId", roomId, "content", content)
                .is(200)
                .json()
                .object("message");
    }

    /** Asks for everything after a position and waits for the answer. */
    public Frame resumesFrom(long seq) {
        says("resume", "lastSeq", seq);
        return hearsReplay();
    }

    /** Resumes again and again until nothing is left; answers all events in the order in which they came. */
    public List<Fields> resumesToTheEnd(long seq) {
        List<Fields> events = new ArrayList<>();
        long from = seq;
        long deadline = System.nanoTime() + patience().burst().toNanos();
        while (true) {
            if (System.nanoTime() > deadline) {
                throw new Mismatch(
                        "what is told again after seq " + seq, "to end", "more and more, so far to seq " + from);
            }
            Frame replay = resumesFrom(from);
            events.addAll(replay.objects("events"));
            long reached = replay.number("lastSeq");
            if (reached >= replay.number("currentSeq")) {
                return events;
            }
            long asked = from;
            Expect.expect("lastSeq of a replay with more to come", reached)
                    .toBe("greater than " + asked, each -> each > asked);
            from = reached;
        }
    }

    /** Waits for the answer to a {@code resume}; it is told from a snapshot by its {@code events}. */
    public Frame hearsReplay() {
        return hears("replay with events", frame -> frame.is("replay") && frame.has("events"));
    }

    // --- hears

    /** Waits for the next frame of this type. */
    public Frame hears(String type) {
        return hears("a frame " + type, frame -> frame.is(type));
    }

    /** Waits for the next frame that is wanted. */
    public Frame hears(String what, Predicate<Frame> wanted) {
        return inbox.await(what, wanted, patience().answer());
    }

    /** Waits for a message with this text. */
    public Frame hearsText(String content) {
        return hears("the message " + Expect.shown(content), frame -> isMessage(frame, content));
    }

    /** Waits for a frame of this type about this user. */
    public Frame hearsOf(String type, String userId) {
        return hears(
                type + " of " + userId,
                frame -> frame.is(type) && frame.text("userId").equals(userId));
    }

    /** All frames up to the first of this type, it included. */
    public List<Frame> hearsUpTo(String type) {
        return inbox.awaitUpTo(
                "a frame " + type, frame -> frame.is(type), patience().answer());
    }

    /** All frames of a burst up to the one that ends it, it included. */
    public List<Frame> hearsBurst(String what, Predicate<Frame> last) {
        return inbox.awaitUpTo(what, last, patience().burst());
    }

    /** All frames until the connection ends, however it does. */
    public List<Frame> hearsToTheEnd() {
        closeExpected = true;
        cutExpected = true;
        return inbox.awaitEnd(patience().burst());
    }

    /** All that comes of what this participant said before: every frame up to the answer to a ping, or to the end of the connection. */
    public List<Frame> hearsOut() {
        closeExpected = true;
        says("ping");
        return inbox.awaitUpToOrEnd(
                "a pong or the end", frame -> frame.is("pong"), patience().answer());
    }

    /**
     * The frames of these types heard before a marker that somebody in the room, maybe this participant, says now. That nothing forbidden
     * came is proven so: by a later message that did, never by waiting.
     */
    public List<Frame> hearsBeforeMarkerOf(Participant speaker, String... types) {
        String marker = "marker " + freshKey();
        speaker.mutters(marker);
        return inbox
                .awaitUpTo(
                        "the marker of " + speaker.connectionName,
                        frame -> isMessage(frame, marker),
                        patience().answer())
                .stream()
                .filter(frame -> frame.is(types) && !isMessage(frame, marker))
                .toList();
    }

    /** Waits for an error frame, which must say one of these messages, if any are given. */
    public Frame isRefused() {
        Frame error = hears("error");
        error.text("message");
        return error;
    }

    /** Hears that the last frame was refused, with this code or a message that begins with it. */
    public Frame isRefused(String code) {
        Frame error = isRefused();
        ErrorWord.of(code).isIn("message of the error frame", error.text("message"));
        return error;
    }

    /** Proves that the connection still works. */
    public void stillTalks() {
        if (transport == Transport.WS) {
            says("ping");
            hears("pong");
        } else {
            posts("still here: " + freshKey());
        }
    }

    // --- goes

    /** Closes with 1000. */
    public void leaves() {
        connection.close();
    }

    /** Vanishes without a close frame. */
    public void vanishes() {
        connection.drop();
    }

    /** Waits until the server closes the connection. */
    public Closed isClosed(Duration within) {
        closeExpected = true;
        return inbox.awaitClose(within);
    }

    /** Waits until the server closes the connection. */
    public Closed isClosed() {
        return isClosed(patience().answer());
    }

    /** How the connection ended, if it has. */
    public Optional<Closed> ending() {
        return Optional.ofNullable(inbox.closed());
    }

    /** Fails when the server has closed the connection and the story did not ask for it: the second verdict of each case. */
    public void requireNotClosed() {
        Closed closed = inbox.closed();
        if (closed != null && closed.byServer() && !closeExpected) {
            throw new Mismatch("the connection of " + connectionName, "to stay open", closed.toString());
        }
    }

    /** Whether the server has closed the connection, without a close frame or though the story did not ask for it. */
    public boolean isClosedUncleanly() {
        Closed closed = inbox.closed();
        if (closed == null || !closed.byServer()) {
            return false;
        }
        boolean isCut = transport == Transport.WS && closed.code() == Closed.CUT; // nothing else has close frames
        return !closeExpected || (isCut && !cutExpected);
    }

    /** How the connection ended, in words; one that is still open will be closed by the kit. */
    public String endingInWords() {
        Closed closed = inbox.closed();
        return connectionName + ": " + (closed == null ? new Closed(NORMAL, "", false) : closed);
    }

    private Patience patience() {
        return person.http().patience();
    }

    /** A new idempotency key. */
    public static String freshKey() {
        return "cmsg_" + Long.toHexString(System.nanoTime()) + "-" + SENT.incrementAndGet();
    }

    private static boolean isEcho(Frame frame, String key) {
        return frame.is("message")
                && frame.has("clientMessageId")
                && frame.text("clientMessageId").equals(key);
    }

    private static boolean isMessage(Frame frame, String content) {
        return frame.is("message") && frame.text("content").equals(content);
    }
}
