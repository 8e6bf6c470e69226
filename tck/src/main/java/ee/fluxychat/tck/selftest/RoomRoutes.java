package ee.fluxychat.tck.selftest;

import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.selftest.World.Room;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The routes below {@code /rooms}. Called with the world's monitor held. */
final class RoomRoutes {

    private static final List<String> TYPES = List.of("dm", "group", "public", "announcement");
    private static final List<String> ROLES = List.of("owner", "admin", "moderator", "mod", "member", "guest");
    private static final int LONGEST_NAME = 256;

    private final World world;
    private final Rules rules;
    private final Rooms rooms;

    RoomRoutes(World world, Rules rules, Rooms rooms) {
        this.world = world;
        this.rules = rules;
        this.rooms = rooms;
    }

    Reply answer(Request request, Caller caller, String[] way) {
        String method = request.method();
        if (way.length == 1) {
            return switch (method) {
                case "GET" -> list(caller, request.parameter("type").orElse(""));
                case "POST" -> create(caller, request.object());
                default -> TruthfulServer.notFound();
            };
        } else if (way.length == 2) {
            return switch (method) {
                case "POST" -> way[1].equals("dm") ? pair(caller, request.object()) : TruthfulServer.notFound();
                case "GET" -> Reply.json(Json.object("room", whole(room(caller, way[1]))));
                case "DELETE" -> remove(caller, way[1]);
                default -> TruthfulServer.notFound();
            };
        } else if (way.length == 4 && way[2].equals("members") && method.equals("DELETE")) {
            return removeMember(caller, way[1], way[3]);
        } else if (way.length == 3) {
            return switch (method + " " + way[2]) {
                case "GET members" -> members(caller, way[1]);
                case "POST members" -> addMember(caller, way[1], request.object());
                case "POST read" -> read(caller, way[1], request.object());
                case "GET unread" -> unread(caller, way[1]);
                default -> TruthfulServer.notFound();
            };
        }
        return TruthfulServer.notFound();
    }

    private Room room(Caller caller, String id) {
        return rules.room(world, caller, id).orElseThrow(() -> new Refusal(403, "forbidden"));
    }

    private Reply list(Caller caller, String type) {
        List<Room> mine = new ArrayList<>(caller.project().rooms.values().stream()
                .filter(room -> rules.lists(caller, room))
                .filter(room -> type.isEmpty() || room.type.equals(type))
                .toList());
        Collections.reverse(mine);
        return Reply.json(Json.object(
                "rooms", mine.stream().map(room -> listed(room, caller)).toList()));
    }

    private JsonObject listed(Room room, Caller caller) {
        return Texts.with(whole(room), "unreadCount", rules.unread(room, mark(room, caller)));
    }

    private static JsonObject whole(Room room) {
        return Texts.merged(
                shown(room), Json.object("pinned_message_id", null, "pinned_at", null, "pinned_by_user_id", null));
    }

    private static JsonObject shown(Room room) {
        return Json.object(
                "id", room.id, "type", room.type, "name", room.name, "created_at", World.time(room.createdAt));
    }

    private Reply create(Caller caller, JsonObject asked) {
        Optional<String> wanted = Texts.text(asked, "id").filter(rules::isId);
        try {
            String name = name(asked.get("name"));
            String id = wanted.orElseGet(() -> UUID.randomUUID().toString());
            return create(caller, asked, id, type(asked), name);
        } catch (Refusal refusal) {
            rules.createsNot(caller, wanted);
            throw refusal;
        }
    }

    private static String type(JsonObject asked) {
        return Texts.text(asked, "type")
                .filter(TYPES::contains)
                .orElseThrow(() -> new Refusal(400, "type must be one of: dm, group, public, announcement"));
    }

    private Reply create(Caller caller, JsonObject asked, String id, String type, String name) {
        Room existing = caller.project().rooms.get(id);
        if (existing != null) {
            rules.createsAgain(caller, existing);
            if (!rules.tellsOfExisting(caller, existing)) {
                throw new Refusal(403, "forbidden");
            }
            return Reply.json(Json.object("room", shown(existing)));
        }
        Room room = new Room(caller.project(), id, type, name);
        caller.project().rooms.put(id, room);
        for (JsonObject each : Texts.objects(asked, "members")) {
            Texts.text(each, "userId")
                    .filter(rules::isId)
                    .ifPresent(user -> room.members.putIfAbsent(user, role(each, ROLES)));
        }
        rules.createdBy(room, caller.user());
        return Reply.json(Json.object("room", shown(room)));
    }

    private String name(@org.jspecify.annotations.Nullable JsonValue asked) {
        if (!(asked instanceof JsonString string)) {
            throw new Refusal(400, "name must be a string");
        }
        String name = rules.trimmed(string.getString());
        if (name.isEmpty()) {
            throw new Refusal(400, "name cannot be empty");
        } else if (name.length() > LONGEST_NAME) {
            throw new Refusal(400, "name exceeds maximum length of 256 characters");
        }
        return name;
    }

    private static String role(JsonObject asked, List<String> known) {
        return Texts.text(asked, "role").filter(known::contains).orElse("member");
    }

    private Reply pair(Caller caller, JsonObject asked) {
        String a = Texts.text(asked, "a").filter(rules::isId).orElse("");
        String b = Texts.text(asked, "b").filter(rules::isId).orElse("");
        if (a.isEmpty() || b.isEmpty()) {
            throw new Refusal(400, "a and b user ids required");
        } else if (a.equals(b)) {
            throw new Refusal(400, "same_user");
        } else if (!rules.mayPair(caller, a, b)) {
            throw new Refusal(403, "forbidden");
        }
        Room room = rules.pairRoom(caller.project(), a, b)
                .orElseGet(() -> new Room(caller.project(), UUID.randomUUID().toString(), "dm", Rules.pairName(a, b)));
        caller.project().rooms.put(room.id, room);
        room.members.putIfAbsent(a, "member");
        room.members.putIfAbsent(b, "member");
        return Reply.json(Json.object("room", shown(room)));
    }

    private Reply remove(Caller caller, String id) {
        Room room = known(caller, id);
        if (!rules.mayDeleteRoom(caller, room)) {
            throw new Refusal(403, "forbidden");
        }
        caller.project().rooms.remove(id);
        rooms.revoke(room, null);
        return Reply.json(Json.object("ok", true, "roomId", id));
    }

    /** The room of this id whose members a caller may change. */
    private Room managed(Caller caller, String id) {
        Room room = known(caller, id);
        if (!rules.mayChangeMembers(caller, room)) {
            throw new Refusal(403, "forbidden");
        }
        return room;
    }

    private Room known(Caller caller, String id) {
        Room room = rules.managed(world, caller, id);
        if (room == null) {
            throw caller.isAdmin() ? new Refusal(404, "room not found") : new Refusal(403, "forbidden");
        }
        return room;
    }

    private Reply members(Caller caller, String id) {
        Room room = room(caller, id);
        return Reply.json(Json.object(
                "members",
                room.members.entrySet().stream()
                        .map(each -> Json.object(
                                "userId",
                                each.getKey(),
                                "role",
                                each.getValue(),
                                "joinedAt",
                                World.time(room.createdAt),
                                "notifyEnabled",
                                true,
                                "preferences",
                                JsonValue.EMPTY_JSON_OBJECT))
                        .toList()));
    }

    private Reply addMember(Caller caller, String id, JsonObject asked) {
        Room room = managed(caller, id);
        String user =
                Texts.text(asked, "userId").filter(rules::isId).orElseThrow(() -> new Refusal(400, "userId required"));
        rules.addMember(room, user, role(asked, rules.givenRoles()));
        return Reply.json(Json.object(
                "ok",
                true,
                "roomId",
                id,
                "userId",
                user,
                "role",
                room.members.getOrDefault(user, ""),
                "e2eRewrapped",
                false));
    }

    private Reply removeMember(Caller caller, String id, String user) {
        Room room = managed(caller, id);
        rules.removeMember(room, user);
        rooms.revoke(room, user);
        return Reply.json(Json.object("ok", true));
    }

    private Reply read(Caller caller, String id, JsonObject asked) {
        Room room = room(caller, id);
        long message = Texts.number(asked, "messageId").orElseThrow(() -> new Refusal(400, "messageId required"));
        rooms.read(caller, room, message);
        return Reply.json(Json.object("ok", true));
    }

    private Reply unread(Caller caller, String id) {
        Room room = room(caller, id);
        long mark = mark(room, caller);
        Optional<Long> first = room.visible().stream()
                .map(each -> each.id)
                .filter(each -> each > mark)
                .findFirst();
        return Reply.json(Json.object(
                "unreadCount",
                rules.unread(room, mark),
                "lastReadMessageId",
                mark,
                "firstUnreadMessageId",
                first.orElse(null)));
    }

    private static long mark(Room room, Caller caller) {
        return room.readMarks.getOrDefault(caller.user(), 0L);
    }
}
