package ee.fluxychat.store;

import ee.fluxychat.room.RoomKey;
import java.util.Collection;
import java.util.Map;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Where the writer finds the heads of the timelines it moves on, and the ids of the messages it stores: ids rise with {@code seq} in a room.
 * Confined to the writer's thread.
 */
interface RoomHeads {

    /** Begins a group that will write to these rooms and store at most so many messages. */
    void begin(Session session, Collection<RoomKey> rooms, int messages);

    /** The room's head; null if there is no such room. */
    @Nullable
    RoomHead find(Session session, RoomKey key);

    long nextMessageId(Session session);

    /** Writes what the group has moved on; its last act before the commit. */
    void write(Session session, Map<RoomKey, RoomHead> changed);

    /** Lets the next group begin where this one ended. */
    void committed(Map<RoomKey, RoomHead> changed);

    /** The room is no more. */
    void forget(RoomKey key);

    /** After a failure nothing that was found counts any more. */
    void forgetAll();

    /** What the group's transaction is called, by which the database knows later whether it committed; null where that is never in doubt. */
    @Nullable
    String transaction();

    /** Writes to the database what changes nothing: fails where nothing can be written. */
    void touch(Session session);
}
