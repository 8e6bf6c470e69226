package ee.fluxychat.room;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.UserId;

/** Which room, on the whole server: every question about a room begins with its project. */
public record RoomKey(ProjectId project, RoomId room) {

    /** The key under which a rate limit counts what this user does in the room. */
    public String countedFor(UserId user) {
        return project + "/" + room + "/" + user;
    }
}
