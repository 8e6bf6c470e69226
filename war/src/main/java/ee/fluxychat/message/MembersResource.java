package ee.fluxychat.message;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.platform.Bodies;
import ee.fluxychat.room.Member;
import ee.fluxychat.room.Members;
import ee.fluxychat.room.RoomId;
import ee.fluxychat.room.RoomKey;
import ee.fluxychat.room.RoomRegistry;
import ee.fluxychat.room.RoomRole;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Json;
import ee.fluxychat.wire.Limits;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.Text;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who belongs to a room; only owners and admins of the project change it. */
@Path("/rooms/{roomId}/members")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MembersResource {

    private static final Set<RoomRole> GIVEN =
            EnumSet.of(RoomRole.OWNER, RoomRole.ADMIN, RoomRole.MODERATOR, RoomRole.MEMBER);

    @Inject
    Members members;

    @Inject
    Seats seats;

    @Inject
    RoomRegistry registry;

    @Context
    SecurityContext security;

    @GET
    public String list(@PathParam("roomId") String room) {
        RoomKey key = seats.toRead(Callers.of(security), room).room().key();
        List<Member> listed = members.members(key, Limits.MEMBERS);
        return Json.object(json -> {
            json.writeStartArray("members");
            for (Member each : listed) {
                json.writeStartObject()
                        .write("userId", each.user().value())
                        .write("role", each.role().word())
                        .write("joinedAt", Json.time(each.joinedAt()))
                        .write("notifyEnabled", true)
                        .writeStartObject("preferences")
                        .writeEnd()
                        .writeEnd();
            }
            json.writeEnd();
        });
    }

    /** Answers the role in force: adding somebody again changes nothing. */
    @POST
    public String add(@PathParam("roomId") String room, byte @Nullable [] body) {
        Caller caller = Callers.of(security);
        Seats.requireAdmin(caller);
        JsonObject request = Bodies.object(body);
        UserId user = user(request);
        RoomRole role = RoomRole.parse(Bodies.id(request, "role"))
                .filter(GIVEN::contains)
                .orElse(RoomRole.MEMBER);
        Refused.when(!Text.isId(room), ErrorCode.ROOM_NOT_FOUND);
        Member added = members.add(new RoomKey(caller.project(), new RoomId(room)), user, role);
        return Json.object(json -> json.write("ok", true)
                .write("roomId", room)
                .write("userId", user.value())
                .write("role", added.role().word())
                .write("e2eRewrapped", false));
    }

    private static UserId user(JsonObject request) {
        String user = Bodies.id(request, "userId");
        if (user == null || user.isEmpty()) {
            throw new Refused(ErrorCode.USER_ID_REQUIRED);
        }
        Refused.when(!Text.isId(user), ErrorCode.USER_ID_ILL_FORMED);
        return new UserId(user);
    }

    /** Ends the membership, if there is one, then closes the user's connections to the room. */
    @DELETE
    @Path("{userId}")
    public String remove(@PathParam("roomId") String room, @PathParam("userId") String user) {
        Caller caller = Callers.of(security);
        Seats.requireAdmin(caller);
        if (Text.isId(room) && Text.isId(user)) {
            RoomKey key = new RoomKey(caller.project(), new RoomId(room));
            registry.evict(key, new UserId(user)); // what he said before is stored before he is removed
            members.remove(key, new UserId(user));
            registry.evict(key, new UserId(user));
        }
        return Json.object(json -> json.write("ok", true));
    }
}
