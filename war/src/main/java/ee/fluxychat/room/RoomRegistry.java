package ee.fluxychat.room;

import ee.fluxychat.identity.UserId;
import ee.fluxychat.wire.CloseCode;
import ee.fluxychat.wire.ServerFrame;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The rooms that somebody is connected to. Joining, leaving and looking up go through here; deliveries do not. Thread-safe. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RoomRegistry {

    @Inject
    Timeline timeline;

    @Inject
    Access access;

    @Inject
    InstantSource clock;

    private final Map<RoomKey, Room> rooms = new ConcurrentHashMap<>();
    private final FanOut fanOut = new FanOut();

    @PostConstruct
    void start() {
        timeline.listener((key, event) -> {
            Room room = rooms.get(key);
            if (room != null) {
                room.stored(event);
            }
        });
    }

    @PreDestroy
    void stop() {
        fanOut.close();
    }

    /**
     * Lets a connection into a room: snapshot and presence come first, then everything that happens, without a gap. Refuses whoever may not
     * read there.
     */
    public Attendee join(Connection connection, RoomId id, JoinOptions options) {
        RoomRecord record = access.toRead(connection.caller(), id).room();
        // attached before the snapshot is read: what is stored meanwhile is held, not missed
        Room room = rooms.compute(record.key(), (key, present) -> {
            Room joined = present == null ? new Room(record, fanOut, this::forget) : present;
            joined.attach(connection);
            return joined;
        });
        try {
            // asked again: whoever was removed before he was attached has not been found by the eviction
            Seat seat = access.toRead(connection.caller(), id);
            Attendee attendee = new Attendee(room, seat, connection, timeline, clock);
            room.welcome(connection, greeting(record.key(), options), attendee::isIn);
            return attendee;
        } catch (RuntimeException e) {
            room.leave(connection);
            throw e;
        }
    }

    private Greeting greeting(RoomKey key, JoinOptions options) {
        List<ServerFrame> greeting = new ArrayList<>();
        if (options.cache()) {
            timeline.newest(key).ifPresent(greeting::add);
        }
        Timeline.Snapshot snapshot = timeline.snapshot(key, options.limit());
        if (options.replay() != JoinOptions.Replay.OFF) {
            greeting.add(new ServerFrame.Snapshot(
                    options.replay() == JoinOptions.Replay.AS_REPLAY, snapshot.messages(), snapshot.reactions()));
        }
        greeting.add(new ServerFrame.LocationSnapshot(key.room().value(), clock.millis()));
        return new Greeting(greeting, snapshot.seq(), snapshot.epoch());
    }

    private void forget(Room room) {
        rooms.computeIfPresent(
                room.record().key(), (key, present) -> present == room && room.isIdle() ? null : present);
    }

    /** Closes the user's connections to the room with 4001, because he is no longer a member. */
    public void evict(RoomKey key, UserId user) {
        Room room = rooms.get(key);
        if (room != null) {
            room.terminate(user, CloseCode.TERMINATED, "member removed");
        }
    }

    /** Closes every connection to the room with 4001, because the room is no more. */
    public void closeRoom(RoomKey key) {
        Room room = rooms.get(key);
        if (room != null) {
            room.terminate(null, CloseCode.TERMINATED, "room deleted");
        }
    }
}
