package ee.fluxychat.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what a client sent, as a frame or as a request body, into checked values, or refuses it. Stateless. */
public final class FrameDecoder {

    private static final Pattern CLIENT_MESSAGE_ID = Pattern.compile("[A-Za-z0-9_-]{8,128}");
    private static final Pattern CLIENT_EVENT_NAME = Pattern.compile("client-[A-Za-z0-9_.-]+");
    private static final Set<String> INTENTS = Set.of("composing", "away", "viewing_thread", "idle");
    private static final int REF_UNITS = 128;

    private FrameDecoder() {}

    /** The object inside a text frame; refuses texts that are too long, not JSON or not an object. */
    public static JsonObject object(String text) {
        Refused.when(text.length() > Limits.FRAME_UNITS, ErrorCode.PAYLOAD_TOO_LARGE);
        JsonValue value;
        try {
            value = Json.parse(text);
        } catch (Refused notJson) {
            throw new Refused(ErrorCode.INVALID_FRAME);
        }
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new Refused(ErrorCode.UNKNOWN_EVENT_TYPE);
    }

    /** What an error answer calls the frame: its {@code ref}, else its {@code clientMessageId}, else nothing. */
    public static @Nullable String ref(JsonObject object) {
        JsonValue ref = object.get("ref");
        if (ref instanceof JsonString string && string.getString().length() <= REF_UNITS) {
            return string.getString();
        }
        Long number = Json.integer(object, "ref");
        return number != null ? number.toString() : clientMessageId(object);
    }

    /** The frame inside an object; unknown fields are passed over, a field that names the acting user included. */
    public static ClientFrame frame(JsonObject object) {
        String type = Json.string(object, "type");
        if (type == null) {
            throw new Refused(ErrorCode.UNKNOWN_EVENT_TYPE);
        }
        return switch (type) {
            case "ping" -> new ClientFrame.Ping();
            case "message" -> new ClientFrame.Message(draft(object, "parentId"));
            case "edit" -> new ClientFrame.Edit(messageId(object), content(object));
            case "delete" -> new ClientFrame.Delete(messageId(object));
            case "reaction" ->
                new ClientFrame.Reaction(messageId(object), Emoji.of(Json.string(object, "emoji")), op(object));
            case "read" -> new ClientFrame.Read(messageId(object));
            case "typing" -> typing(object);
            case "client_event" -> clientEvent(object);
            case "resume" -> resume(object);
            default -> throw new Refused(ErrorCode.UNKNOWN_EVENT_TYPE);
        };
    }

    /** A message to be posted; {@code parentField} is {@code parentId} in frames and {@code replyTo} in requests. */
    public static ClientFrame.Draft draft(JsonObject object, String parentField) {
        String visibility = Json.string(object, "visibility");
        boolean isForAll = "room".equals(visibility) || "all".equals(visibility);
        boolean isForSome = isGiven(object, "visibility")
                || (object.get("visibleTo") instanceof JsonArray chosen && !chosen.isEmpty());
        Refused.when(!isForAll && isForSome, ErrorCode.VISIBILITY_UNSUPPORTED);
        Refused.when(isGiven(object, "expiresInSeconds") || isGiven(object, "expiresAt"), ErrorCode.EXPIRY_UNSUPPORTED);
        return new ClientFrame.Draft(
                content(object),
                clientMessageId(object),
                Json.integer(object, parentField),
                Attachment.cleaned(object.get("attachments")));
    }

    /** The text of a message: 1 to {@link Limits#CONTENT_UNITS} units after trimming. */
    public static String content(JsonObject object) {
        if (!(object.get("content") instanceof JsonString string)) {
            throw new Refused(ErrorCode.CONTENT_NOT_STRING);
        }
        Refused.when(string.getString().indexOf(0) >= 0, ErrorCode.CONTENT_HAS_NUL);
        String content = Text.trim(Text.clean(string.getString()));
        Refused.when(content.isEmpty(), ErrorCode.CONTENT_EMPTY);
        Refused.when(content.length() > Limits.CONTENT_UNITS, ErrorCode.CONTENT_TOO_LONG);
        return content;
    }

    private static @Nullable String clientMessageId(JsonObject object) {
        String id = Json.string(object, "clientMessageId");
        if (id == null) {
            return null;
        }
        String trimmed = Text.trim(id);
        return CLIENT_MESSAGE_ID.matcher(trimmed).matches() ? trimmed : null;
    }

    /** The {@code messageId} field, which must be a whole number. */
    public static long messageId(JsonObject object) {
        Long id = Json.integer(object, "messageId");
        if (id == null) {
            throw new Refused(ErrorCode.MESSAGE_ID_REQUIRED);
        }
        return id;
    }

    private static ReactionOp op(JsonObject object) {
        JsonValue op = object.getOrDefault("op", JsonValue.NULL);
        if (op == JsonValue.NULL) {
            return ReactionOp.ADD;
        }
        String word = Json.string(object, "op");
        for (ReactionOp each : ReactionOp.values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        throw new Refused(ErrorCode.INVALID_REACTION_OP);
    }

    private static ClientFrame.Typing typing(JsonObject object) {
        boolean isTyping = JsonValue.TRUE.equals(object.get("isTyping"));
        String intent = Json.string(object, "intent");
        if (!isTyping) {
            return new ClientFrame.Typing(false, "idle");
        }
        return new ClientFrame.Typing(true, intent != null && INTENTS.contains(intent) ? intent : "composing");
    }

    private static ClientFrame.ClientEvent clientEvent(JsonObject object) {
        String name = Json.string(object, "eventName");
        if (name == null || name.isBlank()) {
            throw new Refused(ErrorCode.EVENT_NAME_REQUIRED);
        }
        Refused.when(!name.startsWith("client-"), ErrorCode.EVENT_NAME_PREFIX);
        Refused.when(name.length() > Limits.CLIENT_EVENT_NAME_UNITS, ErrorCode.EVENT_NAME_TOO_LONG);
        Refused.when(!CLIENT_EVENT_NAME.matcher(name).matches(), ErrorCode.EVENT_NAME_INVALID);
        return new ClientFrame.ClientEvent(
                name, object.get("data") instanceof JsonObject data ? data : JsonValue.EMPTY_JSON_OBJECT);
    }

    private static ClientFrame.Resume resume(JsonObject object) {
        Long lastSeq = Json.integer(object, "lastSeq");
        return new ClientFrame.Resume(lastSeq == null || lastSeq < 0 ? 0 : lastSeq, Json.string(object, "epoch"));
    }

    private static boolean isGiven(JsonObject object, String name) {
        return object.getOrDefault(name, JsonValue.NULL) != JsonValue.NULL;
    }
}
