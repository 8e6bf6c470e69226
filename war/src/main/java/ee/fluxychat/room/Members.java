package ee.fluxychat.room;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.UserId;
import java.util.List;
import java.util.Optional;

/** Port: rooms and who belongs to them. Every change is stored when the method returns. Thread-safe. */
public interface Members {

    /** The room, if the project has it. */
    Optional<RoomRecord> room(RoomKey key);

    /** The room and the user's membership of it in one question. */
    Optional<Standing> standing(RoomKey key, UserId user);

    /** Every room of the project, newest first, with the user's unread count in each. */
    List<Listed> allRooms(ProjectId project, UserId user, Optional<RoomType> type);

    /** The rooms the user is a member of, newest first. */
    List<Listed> roomsOf(ProjectId project, UserId user, Optional<RoomType> type);

    /** Creates the room with its first members, or answers the room that already has this id, unchanged. */
    Created create(RoomKey key, RoomType type, String name, List<Member> members);

    /** The one direct-message room of two users, created with {@code fresh} as its id if they have none. */
    RoomRecord directMessages(ProjectId project, UserId a, UserId b, RoomId fresh);

    /** Removes the room and everything in it; false if there was none. */
    boolean delete(RoomKey key);

    /** At most so many members, those who joined first first. */
    List<Member> members(RoomKey key, int limit);

    /** Makes the user a member unless he is one; answers the membership in force. Refuses an unknown room. */
    Member add(RoomKey key, UserId user, RoomRole role);

    /** Ends the membership; false if there was none. */
    boolean remove(RoomKey key, UserId user);

    /** A room and what one user is in it. */
    record Standing(RoomRecord room, Optional<Member> member) {}

    /** A room in a list, with its number of unread messages. */
    record Listed(RoomRecord room, int unread) {}

    /** The outcome of {@link Members#create}. */
    record Created(RoomRecord room, boolean isNew) {}
}
