package ee.fluxychat.room;

import ee.fluxychat.identity.UserId;
import ee.fluxychat.wire.CloseCode;
import ee.fluxychat.wire.EncodedFrame;
import ee.fluxychat.wire.EncodedFrames;
import ee.fluxychat.wire.ServerFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one room and the one order in which they hear. Whatever is to be heard goes through the inbox, and one turn at a time
 * takes it out: encodes each frame once, queues it at each connection under the room's lock, and starts the sending after the lock is given
 * back. Nothing here waits for the network or the database. Thread-safe.
 */
final class Room {

    /** Most inbox items of one turn, and about how many bytes leave as one piece: enough to fill a write, too little to delay it. */
    private static final int TURN_ITEMS = 64;

    private static final int PIECE_BYTES = 32 * 1024;

    /** Most events that wait for a newcomer's snapshot: as many frames as a connection may queue. */
    private static final int HELD_EVENTS = 4_096;

    private static final System.Logger LOG = System.getLogger(Room.class.getName());

    static final String TOO_SLOW = "slow consumer: reconnect and resume";

    private final RoomRecord room;
    private final FanOut fanOut;
    private final Consumer<Room> emptied;
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    // from here on guarded by this
    private final Attendance attendance = new Attendance();
    private final PresencePace pace = new PresencePace();
    private final Map<Connection, List<TimelineEvent>> newcomers = new HashMap<>();

    /** Whose snapshot may hold events that the room is yet to be told of, and up to which: those are not told to them again. */
    private final Map<Connection, Long> ahead = new HashMap<>();

    private long toldSeq;
    private List<Connection> connections = List.of();
    private List<EncodedFrame> piece = new ArrayList<>();
    private int pieceBytes;
    private final Set<Connection> fed = new HashSet<>();

    /** {@code emptied} is told, outside of any lock, when the last connection has gone. */
    Room(RoomRecord room, FanOut fanOut, Consumer<Room> emptied) {
        this.room = room;
        this.fanOut = fanOut;
        this.emptied = emptied;
    }

    RoomRecord record() {
        return room;
    }

    /** Tells everybody of a stored event. Called in the order of {@code seq}. */
    void stored(TimelineEvent event) {
        put(() -> {
            if (ahead.isEmpty()) {
                event.frames().forEach(this::toAll);
            } else {
                toThoseBehind(event);
            }
            toldSeq = event.seq();
            newcomers.values().forEach(held -> held.add(event));
            newcomers.values().removeIf(held -> held.size() > HELD_EVENTS);
        });
    }

    private void toThoseBehind(TimelineEvent event) {
        queuePiece();
        EncodedFrames frames = encode(event.frames().stream());
        connections.stream()
                .filter(each -> ahead.getOrDefault(each, 0L) < event.seq())
                .forEach(each -> feed(each, frames));
        ahead.values().removeIf(known -> known <= event.seq());
    }

    /** Tells everybody, but for one connection if given, of something that is not stored. */
    void broadcast(ServerFrame frame, @Nullable Connection except) {
        put(() -> {
            if (except == null) {
                toAll(frame);
            } else {
                toOthers(frame, except);
            }
        });
    }

    /** Answers one connection, after everything the room heard before. */
    void tell(Connection connection, List<ServerFrame> frames) {
        EncodedFrames ready = encode(frames.stream()); // not in the room's turn: a replay may be long
        put(() -> {
            queuePiece();
            feed(connection, ready);
        });
    }

    /** From now on events are held for this connection until {@link #welcome}. */
    synchronized void attach(Connection connection) {
        newcomers.put(connection, new ArrayList<>());
    }

    /**
     * Lets an attached connection in: its greeting, who is here, what happened since the greeting's position in the timeline, then whatever
     * comes. {@code isIn} is told once the greeting is queued.
     */
    void welcome(Connection connection, Greeting greeting, Runnable isIn) {
        EncodedFrames ready = encode(greeting.frames().stream()); // not in the room's turn: a snapshot may be long
        put(() -> {
            queuePiece();
            List<TimelineEvent> held = newcomers.remove(connection);
            if (held == null) { // gone already, or so much happened meanwhile that it may as well begin anew
                connection.close(CloseCode.TRY_AGAIN_LATER, TOO_SLOW);
            } else if (enqueue(connection, ready)) {
                arrive(connection, greeting, held);
                isIn.run();
            }
        });
    }

    private void arrive(Connection connection, Greeting greeting, List<TimelineEvent> held) {
        UserId user = connection.caller().user();
        long seq = greeting.seq();
        boolean isFirst = attendance.arrive(user, connection.info());
        List<Connection> others = connections;
        connections = Stream.concat(others.stream(), Stream.of(connection)).toList();
        List<ServerFrame.Present> present = attendance.present();
        Stream<ServerFrame> situation = Stream.of(
                new ServerFrame.SubscriptionSucceeded(
                        id(), connection.socketId(), connections.size(), present, seq, greeting.epoch()),
                new ServerFrame.Presence(connections.size(), present),
                new ServerFrame.SubscriptionCount(id(), connections.size()));
        if (!enqueue(connection, encode(situation))) { // gone before anybody heard of it
            connections = others;
            attendance.depart(user);
            return;
        }
        if (seq > toldSeq) {
            ahead.put(connection, seq);
        }
        if (isFirst) {
            toOthers(
                    new ServerFrame.MemberJoined(id(), user.value(), connection.info(), connection.socketId()),
                    connection);
        }
        changed(connection);
        held.stream()
                .filter(each -> each.seq() > seq)
                .forEach(each -> feed(connection, encode(each.frames().stream())));
    }

    /** The connection is closed, or is about to be. Safe to call twice. */
    void leave(Connection connection) {
        put(() -> {
            queuePiece();
            newcomers.remove(connection);
            depart(connection);
        });
    }

    /** Closes the connections of one user, or of everybody if none is given: whatever they say from now on is not heard any more. */
    void terminate(@Nullable UserId user, CloseCode code, String reason) {
        List<Connection> ended;
        synchronized (this) {
            ended = Stream.concat(connections.stream(), newcomers.keySet().stream())
                    .filter(each -> user == null || each.caller().user().equals(user))
                    .toList();
        }
        ended.forEach(each -> each.close(code, reason));
        ended.forEach(this::leave);
    }

    private void depart(Connection connection) {
        if (!connections.contains(connection)) {
            return;
        }
        connections = connections.stream().filter(each -> each != connection).toList();
        fed.remove(connection);
        ahead.remove(connection);
        UserId user = connection.caller().user();
        if (attendance.depart(user)) {
            toAll(new ServerFrame.MemberLeft(id(), user.value()));
        }
        changed(null);
    }

    /** Tells who is here, now or as soon as the pace allows; {@code informed} knows already. */
    private void changed(@Nullable Connection informed) {
        long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        long delay = pace.delay(now, connections.size());
        if (delay > 0) {
            if (pace.announce()) {
                fanOut.later(delay, () -> put(this::changeIsDue));
            }
            return;
        }
        pace.told(now);
        ServerFrame presence = new ServerFrame.Presence(connections.size(), attendance.present());
        ServerFrame count = new ServerFrame.SubscriptionCount(id(), connections.size());
        if (informed == null) {
            toAll(presence);
            toAll(count);
        } else {
            toOthers(presence, informed);
            toOthers(count, informed);
        }
    }

    private void changeIsDue() {
        pace.due();
        changed(null);
    }

    private String id() {
        return room.key().room().value();
    }

    /** Whether nobody is here and nothing is under way: then the room may be forgotten. */
    synchronized boolean isIdle() {
        return connections.isEmpty() && newcomers.isEmpty() && waiting.get() == 0;
    }

    // ---- turns ----

    private void put(Runnable item) {
        inbox.add(item);
        if (waiting.getAndIncrement() == 0) {
            fanOut.execute(this::turn);
        }
    }

    private void turn() {
        int taken = 0;
        List<Connection> sending;
        synchronized (this) {
            for (Runnable item = inbox.poll(); item != null; item = taken < TURN_ITEMS ? inbox.poll() : null) {
                attempt(item);
                taken++;
            }
            attempt(this::queuePieces);
            sending = List.copyOf(fed);
            fed.clear();
        }
        sending.forEach(each -> attempt(each::flush));
        if (waiting.addAndGet(-taken) > 0) {
            fanOut.execute(this::turn);
        } else if (isIdle()) {
            emptied.accept(this);
        }
    }

    /** Whatever goes wrong with one item, the room lives on: nothing else would ever start its next turn. */
    private void attempt(Runnable item) {
        try {
            item.run();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "a turn of room " + id() + " went wrong", e);
        }
    }

    private void toAll(ServerFrame frame) {
        if (connections.isEmpty()) {
            return;
        }
        EncodedFrame encoded = EncodedFrame.of(frame);
        piece.add(encoded);
        pieceBytes += encoded.webSocketLength();
        if (pieceBytes >= PIECE_BYTES) {
            queuePiece();
        }
    }

    /** Who cannot be fed departs, and that is told as well. */
    private void queuePieces() {
        while (!piece.isEmpty()) {
            queuePiece();
        }
    }

    private void queuePiece() {
        if (!piece.isEmpty()) {
            EncodedFrames frames = new EncodedFrames(piece);
            piece = new ArrayList<>();
            pieceBytes = 0;
            connections.forEach(each -> feed(each, frames));
        }
    }

    private void toOthers(ServerFrame frame, Connection except) {
        queuePiece();
        EncodedFrames frames = EncodedFrames.of(frame);
        connections.stream().filter(each -> each != except).forEach(each -> feed(each, frames));
    }

    private void feed(Connection connection, EncodedFrames frames) {
        if (!enqueue(connection, frames)) {
            depart(connection);
        }
    }

    /** False, and the connection closed, if it takes no more. */
    private boolean enqueue(Connection connection, EncodedFrames frames) {
        boolean isQueued = connection.enqueue(frames);
        if (isQueued) {
            fed.add(connection);
        } else {
            connection.close(CloseCode.TRY_AGAIN_LATER, TOO_SLOW);
        }
        return isQueued;
    }

    private static EncodedFrames encode(Stream<ServerFrame> frames) {
        return new EncodedFrames(frames.map(EncodedFrame::of).toList());
    }
}
