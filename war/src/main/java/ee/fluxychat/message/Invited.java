package ee.fluxychat.message;

import ee.fluxychat.identity.UserId;
import ee.fluxychat.platform.Bodies;
import ee.fluxychat.room.Member;
import ee.fluxychat.room.RoomRole;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Limits;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.Text;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The first members of a room, as a request to create it lists them. */
final class Invited {

    private Invited() {}

    /** Each user once; who cannot be read is passed over. The creator owns the room unless he lists himself as something else. */
    static List<Member> read(JsonObject request, UserId creator, long now) {
        Map<UserId, Member> invited = new LinkedHashMap<>();
        if (request.get("members") instanceof JsonArray listed) {
            Refused.when(listed.size() > Limits.MEMBERS, ErrorCode.TOO_MANY_MEMBERS);
            for (JsonValue each : listed) {
                if (each instanceof JsonObject object) {
                    String user = Bodies.id(object, "userId");
                    if (user != null && Text.isId(user)) {
                        RoomRole role =
                                RoomRole.parse(Bodies.id(object, "role")).orElse(RoomRole.MEMBER);
                        invited.putIfAbsent(new UserId(user), new Member(new UserId(user), role, now));
                    }
                }
            }
        }
        invited.putIfAbsent(creator, new Member(creator, RoomRole.OWNER, now));
        return List.copyOf(invited.values());
    }
}
