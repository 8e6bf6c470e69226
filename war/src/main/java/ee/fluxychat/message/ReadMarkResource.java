package ee.fluxychat.message;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.platform.Bodies;
import ee.fluxychat.quota.RateLimits;
import ee.fluxychat.room.Entry;
import ee.fluxychat.room.RoomRecord;
import ee.fluxychat.wire.FrameDecoder;
import ee.fluxychat.wire.Json;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** Marks how far the caller has read; the room hears of it as of a frame. */
@Path("/rooms/{roomId}/read")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReadMarkResource {

    @Inject
    Seats seats;

    @Inject
    Appender appender;

    @Inject
    RateLimits limits;

    @Context
    SecurityContext security;

    @POST
    public String mark(@PathParam("roomId") String room, byte @Nullable [] body) {
        Caller caller = Callers.of(security);
        RoomRecord record = seats.toRead(caller, room).room();
        limits.actions().require(record.key().countedFor(caller.user()));
        appender.append(record, new Entry.MarkRead(caller.user(), FrameDecoder.messageId(Bodies.object(body))));
        return Json.object(json -> json.write("ok", true));
    }
}
