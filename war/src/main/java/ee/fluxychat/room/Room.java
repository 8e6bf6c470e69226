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

    private static final String TOO_SLOW = "slow consumer: reconnect and resume";

    private final RoomRecord room;
    private final FanOut fanOut;
    private final Consumer<Room> emptied;
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    // from here on guarded by this
    private final Attendance attendance = new Attendance();
    private final PresencePace pace = new PresencePace();
    private final Map<Connection, List<TimelineEvent>> newcomers = new HashMap<>();
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
            event.frames().forEach(this::toAll);
            newcomers.values().forEach(held -> held.add(event));
            newcomers.values().removeIf(held -> held.size() > HELD_EVENTS);
        });
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
        put(() -> {
            queuePiece();
            feed(connection, encode(frames.stream()));
        });
    }

    /** From now on events are held for this connection until {@link #welcome}. */
    synchronized void attach(Connection connection) {
        newcomers.put(connection, new ArrayList<>());
    }

    /** Lets an attached connection in: its greeting, who is here, what happened since {@code seq}, then whatever comes. */
    void welcome(Connection connection, List<ServerFrame> greeting, long seq) {
        put(() -> {
            queuePiece();
            List<TimelineEvent> held = newcomers.remove(connection);
            if (held == null) { // gone already, or so much happened meanwhile that it may as well begin anew
                connection.close(CloseCode.TRY_AGAIN_LATER, TOO_SLOW);
            } else {
                arrive(connection, greeting, held.stream().filter(each -> each.seq() > seq), seq);
            }
        });
    }

    private void arrive(Connection connection, List<ServerFrame> greeting, Stream<TimelineEvent> missed, long seq) {
        UserId user = connection.caller().user();
        boolean isFirst = attendance.arrive(user, connection.info());
        List<Connection> others = connections;
        connections = Stream.concat(others.stream(), Stream.of(connection)).toList();
        List<ServerFrame.Present> present = attendance.present();
        Stream<ServerFrame> situation = Stream.of(
                new ServerFrame.SubscriptionSucceeded(
                        id(), connection.socketId(), connections.size(), present, seq, room.epoch()),
                new ServerFrame.Presence(connections.size(), present),
                new ServerFrame.SubscriptionCount(id(), connections.size()));
        feed(connection, encode(Stream.concat(greeting.stream(), situation)));
        if (isFirst) {
            toOthers(
                    new ServerFrame.MemberJoined(id(), user.value(), connection.info(), connection.socketId()),
                    connection);
        }
        changed(connection);
        missed.forEach(event -> feed(connection, encode(event.frames().stream())));
    }

    /** The connection is closed, or is about to be. Safe to call twice. */
    void leave(Connection connection) {
        put(() -> {
            queuePiece();
            newcomers.remove(connection);
            depart(connection);
        });
    }

    /** Closes the connections of one user, or of everybody if none is given. */
    void terminate(@Nullable UserId user, CloseCode code, String reason) {
        put(() -> {
            queuePiece();
            for (Connection each : Stream.concat(connections.stream(), newcomers.keySet().stream())
                    .toList()) {
                if (user == null || each.caller().user().equals(user)) {
                    each.close(code, reason);
                    newcomers.remove(each);
                    depart(each);
                }
            }
        });
    }

    private void depart(Connection connection) {
        if (!connections.contains(connection)) {
            return;
        }
        connections = connections.stream().filter(each -> each != connection).toList();
        fed.remove(connection);
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
                fanOut.later(delay, () -> put(() -> changed(null)));
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
                item.run();
                taken++;
            }
            queuePiece();
            sending = List.copyOf(fed);
            fed.clear();
        }
        sending.forEach(Connection::flush);
        if (waiting.addAndGet(-taken) > 0) {
            fanOut.execute(this::turn);
        } else if (isIdle()) {
            emptied.accept(this);
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
        if (connection.enqueue(frames)) {
            fed.add(connection);
        } else {
            connection.close(CloseCode.TRY_AGAIN_LATER, TOO_SLOW);
            depart(connection);
        }
    }

    private static EncodedFrames encode(Stream<ServerFrame> frames) {
        return new EncodedFrames(frames.map(EncodedFrame::of).toList());
    }
}
