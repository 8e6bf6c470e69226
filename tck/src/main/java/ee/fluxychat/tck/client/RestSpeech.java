package ee.fluxychat.tck.client;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What somebody says who has no WebSocket: each client frame as the REST call that means the same, with all the fields it has. A refusal is
 * heard as the error frame that it would be over a socket. Thread-safe.
 */
final class RestSpeech {

    private final Person person;
    private final String roomId;
    private final Inbox inbox;

    RestSpeech(Person person, String roomId, Inbox inbox) {
        this.person = person;
        this.roomId = roomId;
        this.inbox = inbox;
    }

    /** Says it and waits until it is answered, so that what one says stays in order. */
    void says(String text) {
        JsonObject frame = Json.parse("what " + person.name() + " says", text);
        String type = frame.getString("type");
        JsonObject body = body(frame);
        Answer answer =
                switch (type) {
                    case "message" -> person.sends("POST", "/messages", body);
                    case "edit" -> person.sends("PATCH", message(frame), body);
                    case "delete" -> person.deletes(message(frame));
                    case "reaction" ->
                        person.sends(isRemoval(frame) ? "DELETE" : "POST", message(frame) + "/reactions", body);
                    case "read" -> person.sends("POST", "/rooms/" + roomId + "/read", body);
                    default -> throw new IllegalStateException("nobody says " + type + " without a WebSocket");
                };
        if (answer.isNoServerError().status() != 200) {
            inbox.found(refusal(answer), person.transcript().lastRead());
        }
    }

    /** The same fields under the names that REST has for them. */
    private JsonObject body(JsonObject frame) {
        JsonObjectBuilder body =
                jakarta.json.Json.createObjectBuilder(frame).remove("type").add("roomId", roomId);
        if (frame.containsKey("parentId")) {
            body.remove("parentId").add("replyTo", frame.get("parentId"));
        }
        return body.build();
    }

    private static String message(JsonObject frame) {
        JsonValue id = frame.getOrDefault("messageId", JsonValue.NULL);
        String named = id instanceof JsonString text ? text.getString() : id.toString();
        return "/messages/" + URLEncoder.encode(named, StandardCharsets.UTF_8);
    }

    private static boolean isRemoval(JsonObject frame) {
        return frame.get("op") instanceof JsonString op && op.getString().equals("remove");
    }

    private static String refusal(Answer answer) {
        return Json.object("type", "error", "message", answer.json().text("error"))
                .toString();
    }
}
