package ee.fluxychat.tck.selftest;

import jakarta.json.JsonObject;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One HTTP request as it came; header names in lower case. Immutable. */
record Request(String method, String target, Map<String, String> headers, Body body) {

    /** The bytes of a body. */
    record Body(ByteBuffer bytes) {

        static Body of(byte[] bytes) {
            return new Body(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
        }

        int size() {
            return bytes.remaining();
        }

        /** The text, or null when it is not UTF-8. */
        @Nullable
        String text() {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(bytes.duplicate())
                        .toString();
            } catch (CharacterCodingException e) {
                return null;
            }
        }
    }

    /** The path without the query. */
    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The path's segments. */
    String[] segments() {
        return path().substring(1).split("/", -1);
    }

    /** The parameters of the query; of repeated ones the first. */
    Map<String, String> query() {
        Map<String, String> parameters = new LinkedHashMap<>();
        int start = target.indexOf('?');
        if (start >= 0) {
            for (String each : target.substring(start + 1).split("&", -1)) {
                int equals = each.indexOf('=');
                String name = equals < 0 ? each : each.substring(0, equals);
                String value = equals < 0 ? "" : each.substring(equals + 1);
                parameters.putIfAbsent(decoded(name), decoded(value));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query().get(name));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Method and path, as {@code POST /messages}. */
    String line() {
        return method + " " + path();
    }

    /** How long the body is, read or not. */
    int length() {
        return Math.max(body.size(), Integer.parseInt(header("content-length").orElse("0")));
    }

    /** Whether the body was too long to be read. */
    boolean isUnread() {
        return length() > body.size();
    }

    /** Whether it asks for a room's event stream. */
    boolean isForStream() {
        return line().matches("GET /rooms/[^/]+/stream");
    }

    boolean isUpgrade() {
        return header("upgrade")
                .filter(each -> each.equalsIgnoreCase("websocket"))
                .isPresent();
    }

    /** The body as a JSON object; anything else is refused. */
    JsonObject object() {
        return Texts.object(body.text()).orElseThrow(() -> new Refusal(400, "invalid_body"));
    }
}
