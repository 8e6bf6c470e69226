package ee.fluxychat.tck.selftest;

import ee.fluxychat.tck.selftest.World.Room;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** One connection into a room. Guarded by the world's monitor. */
final class Peer {

    final Outlet socket;
    final Room room;
    final Caller caller;
    final JsonObject userInfo;
    final Request handshake;
    final String socketId = UUID.randomUUID().toString();

    Peer(Outlet socket, Room room, Caller caller, JsonObject userInfo, Request handshake) {
        this.socket = socket;
        this.room = room;
        this.caller = caller;
        this.userInfo = userInfo;
        this.handshake = handshake;
    }

    /** Whether it listens to an event stream. */
    boolean isStream() {
        return socket instanceof StreamPeer;
    }

    boolean wantsNoSnapshot() {
        return List.of("off", "false", "0")
                .contains(handshake.parameter("replay").orElse(""));
    }
}
