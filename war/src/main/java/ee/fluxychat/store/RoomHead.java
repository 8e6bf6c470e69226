package ee.fluxychat.store;

/** The head of a room's timeline: where the next event goes. Confined to the writer's thread. */
final class RoomHead {

    final String epoch;
    long lastSeq;
    long lastEventAt;

    RoomHead(String epoch, long lastSeq, long lastEventAt) {
        this.epoch = epoch;
        this.lastSeq = lastSeq;
        this.lastEventAt = lastEventAt;
    }

    /** A copy, so that a group that fails leaves the original as it was. */
    RoomHead(RoomHead other) {
        this(other.epoch, other.lastSeq, other.lastEventAt);
    }
}
