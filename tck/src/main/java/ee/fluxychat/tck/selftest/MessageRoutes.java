package ee.fluxychat.tck.selftest;

import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.selftest.World.Message;
import ee.fluxychat.tck.selftest.World.Room;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages and history over REST. Called with the world's monitor held. */
final class MessageRoutes {

    private final World world;
    private final Rules rules;
    private final Rooms rooms;

    MessageRoutes(World world, Rules rules, Rooms rooms) {
        this.world = world;
        this.rules = rules;
        this.rooms = rooms;
    }

    Reply answer(Request request, Caller caller, String[] way) {
        if (way[0].equals("api")) {
            return request.line().equals("GET /api/messages") ? page(request, caller) : TruthfulServer.notFound();
        }
        String method = request.method();
        if (way.length == 1) {
            return method.equals("POST") ? post(caller, request.object()) : TruthfulServer.notFound();
        } else if (way.length == 2) {
            return switch (method) {
                case "PATCH" -> edit(caller, way[1], request.object());
                case "DELETE" ->
                    delete(caller, way[1], request.parameter("hard").orElse("").equals("true"));
                default -> TruthfulServer.notFound();
            };
        } else if (way.length == 3 && way[2].equals("reactions") && method.matches("POST|DELETE")) {
            return react(caller, way[1], request.object(), method.equals("POST"));
        }
        return TruthfulServer.notFound();
    }

    private Reply post(Caller caller, JsonObject asked) {
        String id = Texts.text(asked, "roomId").filter(rules::isId).orElse("");
        if (id.isEmpty()) {
            throw new Refusal(400, "roomId required: must be 1-128 chars, alphanumeric with _ -");
        }
        Room room = rules.room(world, caller, id).orElseThrow(() -> new Refusal(403, "forbidden"));
        rooms.requireWriting(caller, room);
        String content = rules.content(asked.get("content"), "");
        Optional<Message> stored = rooms.storedBefore(room, caller, asked);
        if (stored.isPresent()) {
            return Reply.json(Json.object("message", stored.get().stored()));
        }
        rooms.spend(room, caller, asked, "rest");
        Message posted = rooms.post(room, caller, asked, content, rules.parent(asked, "replyTo"));
        return Reply.json(Json.object("message", posted.live()));
    }

    private Reply edit(Caller caller, String id, JsonObject asked) {
        Message message = message(caller, id);
        if (!rules.mayEdit(caller, message)) {
            throw new Refusal(403, "forbidden");
        } else if (!rules.takesEdits(message)) {
            throw new Refusal(409, "message deleted");
        } else if (!(asked.get("content") instanceof JsonString)) {
            throw new Refusal(400, "content required");
        }
        rooms.edit(caller, message, rules.newContent(asked.get("content"), ""));
        return Reply.json(Json.object(
                "message",
                Json.object(
                        "id",
                        message.id,
                        "roomId",
                        message.room.id,
                        "senderId",
                        message.author,
                        "content",
                        message.content,
                        "editedAt",
                        World.time(message.editedAt))));
    }

    private Reply delete(Caller caller, String id, boolean forGood) {
        Message message = message(caller, id);
        if (forGood && !rules.mayDeleteForGood(caller, message)) {
            throw new Refusal(403, "forbidden_hard_delete_requires_admin");
        } else if (rules.isGone(message)) {
            throw new Refusal(404, "message not found");
        }
        rooms.delete(caller, message);
        if (forGood) {
            message.room.messages.remove(message);
        }
        return Reply.json(Json.object("ok", true, "hard", forGood, "deletedAt", World.time(message.deletedAt)));
    }

    private Reply react(Caller caller, String id, JsonObject asked, boolean adds) {
        Message message = message(caller, id);
        if (!rules.takesReactions(message)) {
            throw new Refusal(404, "message not found");
        }
        JsonObject reaction =
                rooms.react(caller, message, Texts.text(asked, "emoji").orElse(""), adds);
        return Reply.json(Json.object("ok", true, "reaction", reaction));
    }

    private Message message(Caller caller, String id) {
        Optional<Message> found = id.matches("\\d{1,18}") ? world.message(Long.parseLong(id)) : Optional.empty();
        Message message = found.filter(each -> rules.knows(caller, each))
                .orElseThrow(() -> new Refusal(404, "message not found"));
        if (!rules.mayEnter(caller, message.room)) {
            throw rules.closedMessage();
        }
        return message;
    }

    private Reply page(Request request, Caller caller) {
        String id = request.parameter("roomId").orElse("");
        if (id.isEmpty()) {
            throw new Refusal(400, "roomId required");
        }
        Room room = rules.room(world, caller, id).orElseThrow(() -> new Refusal(403, "forbidden"));
        List<Message> page = rules.page(room, before(request), rules.pageSize(request.parameter("limit")));
        return Reply.json(
                Json.object("messages", page.stream().map(Message::stored).toList(), "reactions", Rooms.counts(page)));
    }

    private static @Nullable Instant before(Request request) {
        Optional<String> before = request.parameter("before");
        try {
            return before.isEmpty()
                    ? null
                    : java.time.OffsetDateTime.parse(before.get()).toInstant();
        } catch (DateTimeParseException e) {
            throw new Refusal(400, "before is to be a time");
        }
    }
}
