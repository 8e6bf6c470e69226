package ee.fluxychat.connect;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.quota.RateLimit;
import ee.fluxychat.quota.RateLimits;
import ee.fluxychat.room.RoomKey;
import ee.fluxychat.wire.ClientFrame;

/** Which frames are counted against which rate limit. Thread-safe. */
final class FrameLimits {

    private final RateLimits limits;

    FrameLimits(RateLimits limits) {
        this.limits = limits;
    }

    /** Counts the frame; refuses it when its author has sent enough into this room in this minute. */
    void require(ClientFrame frame, Caller caller, RoomKey room) {
        if (frame instanceof ClientFrame.Message) {
            count(limits.frames(), caller, room);
        } else if (frame instanceof ClientFrame.ClientEvent) {
            count(limits.clientEvents(), caller, room);
        } else if (!(frame instanceof ClientFrame.Ping)) {
            count(limits.actions(), caller, room);
        }
    }

    private static void count(RateLimit limit, Caller caller, RoomKey room) {
        limit.require(room.countedFor(caller.user()));
    }
}
