package ee.fluxychat.message;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.room.RoomKey;
import ee.fluxychat.room.Timeline;
import ee.fluxychat.wire.Json;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** How much of a room the caller has not read. */
@Path("/rooms/{roomId}/unread")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UnreadResource {

    @Inject
    Seats seats;

    @Inject
    Timeline timeline;

    @Context
    SecurityContext security;

    @GET
    public String unread(@PathParam("roomId") String room) {
        Caller caller = Callers.of(security);
        RoomKey key = seats.toRead(caller, room).room().key();
        Timeline.Unread unread = timeline.unread(key, caller.user());
        return Json.object(json -> {
            json.write("unreadCount", unread.count());
            // as the reference has it: 0 for no mark, null for no unread message
            json.write("lastReadMessageId", unread.lastRead() == null ? 0 : unread.lastRead());
            if (unread.firstUnread() == null) {
                json.writeNull("firstUnreadMessageId");
            } else {
                json.write("firstUnreadMessageId", unread.firstUnread());
            }
        });
    }
}
