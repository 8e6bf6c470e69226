package ee.fluxychat.message;

import ee.fluxychat.room.RoomKey;
import ee.fluxychat.room.Timeline;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Json;
import ee.fluxychat.wire.Limits;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.ServerFrame;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A room's history in pages, newest first. */
@Path("/api/messages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("0*[1-9][0-9]*");
    private static final int DIGITS_OF_A_NUMBER_THAT_MATTERS = 4;

    @Inject
    Seats seats;

    @Inject
    Timeline timeline;

    @Context
    SecurityContext security;

    @GET
    public String page(
            @QueryParam("roomId") @Nullable String room,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("before") @Nullable String before) {
        if (room == null || room.isEmpty()) {
            throw new Refused(ErrorCode.ROOM_ID_MISSING);
        }
        RoomKey key = seats.toRead(Callers.of(security), room).room().key();
        Timeline.Page page =
                timeline.history(key, before == null || before.isEmpty() ? null : Cursor.millis(before), size(limit));
        return Json.object(json -> ServerFrame.writeMessages(json, page.messages(), page.reactions()));
    }

    /** More than {@link Limits#PAGE_MAX} is lowered to it, as for snapshots. */
    private static int size(@Nullable String limit) {
        if (limit == null || limit.isEmpty()) {
            return Limits.PAGE_DEFAULT;
        }
        Refused.when(!WHOLE_NUMBER.matcher(limit).matches(), ErrorCode.INVALID_LIMIT);
        String digits = limit.replaceFirst("^0+", "");
        return digits.length() >= DIGITS_OF_A_NUMBER_THAT_MATTERS
                ? Limits.PAGE_MAX
                : Math.min(Integer.parseInt(digits), Limits.PAGE_MAX);
    }
}
