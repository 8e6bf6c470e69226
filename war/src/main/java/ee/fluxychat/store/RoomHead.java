package ee.fluxychat.store;

/** The head of a room's timeline: where the next event goes. Confined to the writer's thread. */
final class RoomHead {

    long lastSeq;
    long lastEventAt;

    RoomHead(long lastSeq, long lastEventAt) {
        this.lastSeq = lastSeq;
        this.lastEventAt = lastEventAt;
    }

    /** A copy, so that a group that fails leaves the original as it was. */
    RoomHead(RoomHead other) {
        this(other.lastSeq, other.lastEventAt);
    }
}
