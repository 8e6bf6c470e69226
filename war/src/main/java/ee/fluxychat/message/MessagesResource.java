package ee.fluxychat.message;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.platform.Bodies;
import ee.fluxychat.quota.RateLimits;
import ee.fluxychat.room.Entry;
import ee.fluxychat.room.RoomId;
import ee.fluxychat.room.Seat;
import ee.fluxychat.room.Timeline;
import ee.fluxychat.room.TimelineEvent;
import ee.fluxychat.wire.ClientFrame;
import ee.fluxychat.wire.Emoji;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.FrameDecoder;
import ee.fluxychat.wire.Json;
import ee.fluxychat.wire.ReactionOp;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.ServerFrame;
import ee.fluxychat.wire.StoredMessage;
import ee.fluxychat.wire.Text;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** Messages over HTTP: the same entries on the same timeline as over a socket, always as the caller himself. */
@Path("/messages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MessagesResource {

    @Inject
    Seats seats;

    @Inject
    Appender appender;

    @Inject
    Timeline timeline;

    @Inject
    RateLimits limits;

    @Context
    SecurityContext security;

    @POST
    public String post(byte @Nullable [] body) {
        JsonObject request = Bodies.object(body);
        String room = Bodies.id(request, "roomId");
        if (room == null || !Text.isId(room)) {
            throw new Refused(ErrorCode.ROOM_ID_REQUIRED);
        }
        Caller caller = Callers.of(security);
        Seat seat = seats.toPost(caller, room);
        ClientFrame.Draft draft = FrameDecoder.draft(request, "replyTo");
        // after the checks: what is refused anyway does not use up the minute
        limits.requests().require(seat.room().key().countedFor(caller.user()));
        Timeline.Appended appended = appender.append(seat.room(), new Entry.Post(caller.user(), draft));
        return told(((TimelineEvent.MessagePosted) appended.event()).message(), appended.isNew());
    }

    /** A message stored before is told in the form that history has. */
    private static String told(StoredMessage message, boolean isNew) {
        return Json.object(json -> {
            json.writeKey("message");
            if (isNew) {
                json.writeStartObject();
                message.writeLive(json);
                json.writeEnd();
            } else {
                message.writeHistory(json);
            }
        });
    }

    @PATCH
    @Path("{id}")
    public String edit(@PathParam("id") String id, byte @Nullable [] body) {
        JsonObject request = Bodies.object(body);
        Found found = find(id);
        StoredMessage edited = ((TimelineEvent.MessageEdited)
                        append(found, new Entry.Edit(found.caller.user(), found.message, newContent(request))))
                .message();
        return Json.object(json -> {
            json.writeStartObject("message")
                    .write("id", edited.id())
                    .write("roomId", edited.roomId())
                    .write("senderId", edited.userId())
                    .write("content", edited.content());
            if (edited.editedAt() != null) {
                json.write("editedAt", Json.time(edited.editedAt()));
            }
            json.write("version", edited.version()).writeEnd();
        });
    }

    /** Checked as the text of a new message, but for the words in which a missing one is refused. */
    private static String newContent(JsonObject request) {
        if (request.getOrDefault("content", JsonValue.NULL) == JsonValue.NULL) {
            throw new Refused(ErrorCode.CONTENT_REQUIRED);
        }
        try {
            return FrameDecoder.content(request);
        } catch (Refused refused) {
            throw refused.code() == ErrorCode.CONTENT_EMPTY ? new Refused(ErrorCode.CONTENT_REQUIRED) : refused;
        }
    }

    @DELETE
    @Path("{id}")
    public String delete(@PathParam("id") String id, @QueryParam("hard") @Nullable String hard) {
        Found found = find(id);
        boolean isHard = "true".equals(hard);
        Refused.when(isHard && !found.caller.isAdmin(), ErrorCode.HARD_DELETE_REQUIRES_ADMIN);
        ServerFrame.Deletion deletion = ((TimelineEvent.MessageRemoved)
                        append(found, new Entry.Delete(found.caller.user(), found.message, isHard)))
                .deletion();
        return Json.object(json -> json.write("ok", true)
                .write("hard", deletion.hard())
                .write("deletedAt", Json.time(deletion.deletedAt())));
    }

    @POST
    @Path("{id}/reactions")
    public String addReaction(@PathParam("id") String id, byte @Nullable [] body) {
        return react(id, body, ReactionOp.ADD);
    }

    @DELETE
    @Path("{id}/reactions")
    public String removeReaction(@PathParam("id") String id, byte @Nullable [] body) {
        return react(id, body, ReactionOp.REMOVE);
    }

    private String react(String id, byte @Nullable [] body, ReactionOp op) {
        Emoji emoji = Emoji.of(Json.string(Bodies.object(body), "emoji"));
        Found found = find(id);
        append(found, new Entry.React(found.caller.user(), found.message, emoji, op));
        return Json.object(json -> json.write("ok", true)
                .writeStartObject("reaction")
                .write("messageId", found.message)
                .write("roomId", found.seat.room().key().room().value())
                .write("userId", found.caller.user().value())
                .write("emoji", emoji.text())
                .write("op", op.word())
                .writeEnd());
    }

    /** A message of the caller's project, in a room that he may write to; of a room that he may not read he learns nothing. */
    private record Found(Caller caller, long message, Seat seat) {}

    private Found find(String id) {
        Caller caller = Callers.of(security);
        Long message = Json.integer(id);
        if (message == null) {
            throw new Refused(ErrorCode.MESSAGE_NOT_FOUND);
        }
        RoomId room = timeline.roomOf(caller.project(), message)
                .filter(each -> seats.mayRead(caller, each.value()))
                .orElseThrow(() -> new Refused(ErrorCode.MESSAGE_NOT_FOUND));
        Seat seat = seats.toWrite(caller, room.value());
        limits.actions().require(seat.room().key().countedFor(caller.user()));
        return new Found(caller, message, seat);
    }

    private TimelineEvent append(Found found, Entry entry) {
        return appender.append(found.seat.room(), entry).event();
    }
}
