package ee.fluxychat.room;

/** A room as it is stored. {@code epoch} names this room's log: a deleted room made anew has another. Time in milliseconds since 1970. */
public record RoomRecord(RoomKey key, RoomType type, String name, long createdAt, String epoch) {}
