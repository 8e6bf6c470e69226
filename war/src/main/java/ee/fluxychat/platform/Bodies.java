package ee.fluxychat.platform;

import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Json;
import ee.fluxychat.wire.Limits;
import ee.fluxychat.wire.Refused;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The body of a request. Read as bytes, because servers disagree on the character set of a body that names none. */
public final class Bodies {

    private Bodies() {}

    /** The JSON object in the body; refuses anything else. */
    public static JsonObject object(byte @Nullable [] body) {
        if (body == null) {
            throw new Refused(ErrorCode.INVALID_BODY);
        }
        Refused.when(body.length > Limits.BODY_BYTES, ErrorCode.PAYLOAD_TOO_LARGE);
        if (value(body) instanceof JsonObject object) {
            return object;
        }
        throw new Refused(ErrorCode.INVALID_BODY);
    }

    private static JsonValue value(byte[] body) {
        try {
            return Json.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException | Refused e) {
            throw new Refused(ErrorCode.INVALID_BODY);
        }
    }

    /** The field's characters exactly as they were sent, for ids; null when it is no string. */
    public static @Nullable String id(JsonObject body, String name) {
        return body.get(name) instanceof JsonString string ? string.getString() : null;
    }
}
