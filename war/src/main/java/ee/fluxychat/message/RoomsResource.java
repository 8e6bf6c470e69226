package ee.fluxychat.message;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.platform.Bodies;
import ee.fluxychat.quota.RateLimits;
import ee.fluxychat.room.Access;
import ee.fluxychat.room.Members;
import ee.fluxychat.room.RoomId;
import ee.fluxychat.room.RoomKey;
import ee.fluxychat.room.RoomRecord;
import ee.fluxychat.room.RoomRegistry;
import ee.fluxychat.room.RoomType;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Json;
import ee.fluxychat.wire.Limits;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.Text;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rooms of a project: listed, created, looked at, deleted. Their fields are spelled as the reference's table columns. */
@Path("/rooms")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RoomsResource {

    @Inject
    Members members;

    @Inject
    Seats seats;

    @Inject
    RoomRegistry registry;

    @Inject
    RateLimits limits;

    @Inject
    InstantSource clock;

    @Context
    SecurityContext security;

    @GET
    public String list(@QueryParam("type") @Nullable String type) {
        Caller caller = Callers.of(security);
        Optional<RoomType> wanted = type == null || type.isEmpty() ? Optional.empty() : Optional.of(type(type));
        List<Members.Listed> rooms = caller.isAdmin()
                ? members.allRooms(caller.project(), caller.user(), wanted)
                : members.roomsOf(caller.project(), caller.user(), wanted);
        return Json.object(json -> {
            json.writeStartArray("rooms");
            for (Members.Listed each : rooms) {
                if (isOpenTo(caller, each.room())) {
                    json.writeStartObject();
                    writeWhole(json, each.room());
                    json.write("unreadCount", each.unread()).writeEnd();
                }
            }
            json.writeEnd();
        });
    }

    /** A token made for one room lists that room alone. */
    private static boolean isOpenTo(Caller caller, RoomRecord room) {
        return (caller.onlyRoom() == null
                        || caller.onlyRoom().equals(room.key().room().value()))
                && (!caller.isGuestOnly() || room.type() == RoomType.PUBLIC);
    }

    /** Creates a room; one that has the wanted id already is answered as it is to whoever may enter it, and gets no new member. */
    @POST
    public String create(byte @Nullable [] body) {
        Caller caller = Callers.of(security);
        requireMayCreate(caller);
        JsonObject request = Bodies.object(body);
        String name = name(request);
        RoomType type = type(Bodies.id(request, "type"));
        String wanted = Bodies.id(request, "id");
        RoomId id = wanted != null && Text.isId(wanted) ? new RoomId(wanted) : fresh();
        Members.Created created = members.create(
                new RoomKey(caller.project(), id), type, name, Invited.read(request, caller.user(), clock.millis()));
        return told(
                created.isNew()
                        ? created.room()
                        : seats.toRead(caller, id.value()).room());
    }

    private static String name(JsonObject request) {
        String sent = Json.string(request, "name");
        if (sent == null) {
            throw new Refused(ErrorCode.ROOM_NAME_NOT_STRING);
        }
        String name = Text.trim(sent);
        Refused.when(name.isEmpty(), ErrorCode.ROOM_NAME_EMPTY);
        Refused.when(name.length() > Limits.ROOM_NAME_UNITS, ErrorCode.ROOM_NAME_TOO_LONG);
        return name;
    }

    private static RoomType type(@Nullable String word) {
        return RoomType.parse(word).orElseThrow(() -> new Refused(ErrorCode.ROOM_TYPE_INVALID));
    }

    private void requireMayCreate(Caller caller) {
        Access.requireWriter(caller);
        Refused.when(caller.onlyRoom() != null, ErrorCode.FORBIDDEN); // his token opens one room and makes none
        limits.actions().require(caller.project() + "/" + caller.user());
    }

    private static RoomId fresh() {
        return new RoomId(UUID.randomUUID().toString());
    }

    /** The one room of two users; one of them asks, or an admin. */
    @POST
    @Path("dm")
    public String directMessages(byte @Nullable [] body) {
        Caller caller = Callers.of(security);
        requireMayCreate(caller);
        JsonObject request = Bodies.object(body);
        UserId a = user(request, "a");
        UserId b = user(request, "b");
        Refused.when(a.equals(b), ErrorCode.DM_SAME_USER);
        Refused.when(
                !caller.isAdmin() && !caller.user().equals(a) && !caller.user().equals(b), ErrorCode.FORBIDDEN);
        return told(members.directMessages(caller.project(), a, b, fresh()));
    }

    private static UserId user(JsonObject request, String field) {
        String id = Bodies.id(request, field);
        if (id == null || !Text.isId(id)) {
            throw new Refused(ErrorCode.DM_USERS_REQUIRED);
        }
        return new UserId(id);
    }

    @GET
    @Path("{roomId}")
    public String room(@PathParam("roomId") String id) {
        RoomRecord room = seats.toRead(Callers.of(security), id).room();
        return Json.object(json -> {
            json.writeStartObject("room");
            writeWhole(json, room);
            json.writeEnd();
        });
    }

    /** Deletes the room with everything in it, then closes whoever is connected. */
    @DELETE
    @Path("{roomId}")
    public String delete(@PathParam("roomId") String id) {
        Caller caller = Callers.of(security);
        Seats.requireAdmin(caller);
        Refused.when(!Text.isId(id), ErrorCode.ROOM_NOT_FOUND);
        RoomKey key = new RoomKey(caller.project(), new RoomId(id));
        Refused.when(!members.delete(key), ErrorCode.ROOM_NOT_FOUND);
        registry.closeRoom(key);
        return Json.object(json -> json.write("ok", true).write("roomId", id));
    }

    /** With the time in both spellings, because the reference answers old and new direct-message rooms differently. */
    private static String told(RoomRecord room) {
        return Json.object(json -> {
            json.writeStartObject("room");
            write(json, room);
            json.write("createdAt", Json.time(room.createdAt())).writeEnd();
        });
    }

    private static void writeWhole(JsonGenerator json, RoomRecord room) {
        write(json, room);
        json.writeNull("pinned_message_id").writeNull("pinned_at").writeNull("pinned_by_user_id");
    }

    private static void write(JsonGenerator json, RoomRecord room) {
        json.write("id", room.key().room().value())
                .write("type", room.type().word())
                .write("name", room.name())
                .write("created_at", Json.time(room.createdAt()));
    }
}
