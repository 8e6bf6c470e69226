package ee.fluxychat.tck.selftest;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** JSON in few words, for a server that reads leniently where the contract says so. */
final class Texts {

    /** Deeper JSON is refused before it can exhaust a stack. */
    private static final int DEPTH = 64;

    /** Looked up once: {@code Json} looks for it through the whole class path at every call. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private static final JsonReaderFactory READERS = JSON.createReaderFactory(Map.of());

    private Texts() {}

    /** Any JSON value, or nothing when the text is none. */
    static Optional<JsonValue> value(@Nullable String text) {
        if (text == null || isDeep(text)) {
            return Optional.empty();
        }
        // a reader alone passes over what follows a value
        try (JsonReader reader = READERS.createReader(new StringReader("[" + text + "]"))) {
            JsonArray only = reader.readArray();
            return only.size() == 1 ? Optional.of(only.get(0)) : Optional.empty();
        } catch (JsonException | IllegalStateException | ArithmeticException | NumberFormatException notJson) {
            return Optional.empty();
        }
    }

    static Optional<JsonObject> object(@Nullable String text) {
        return value(text).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    private static boolean isDeep(String text) {
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inString) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    inString = false;
                }
            } else if (c == '"') {
                inString = true;
            } else if (c == '[' || c == '{') {
                if (++depth > DEPTH) {
                    return true;
                }
            } else if (c == ']' || c == '}') {
                depth--;
            }
        }
        return false;
    }

    /** A field's text, or nothing when it is missing or no string. */
    static Optional<String> text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
    }

    /** Whether this is the text of a message. */
    static boolean says(JsonObject message, String content) {
        return text(message, "content").orElse("").equals(content);
    }

    /** A field's whole number, or nothing when it is missing or none. */
    static OptionalLong number(JsonObject object, String name) {
        return object.get(name) instanceof JsonNumber number
                        && number.bigDecimalValue().precision()
                                        - number.bigDecimalValue().scale()
                                <= 18
                        && number.bigDecimalValue().scale() < 100
                        && number.bigDecimalValue().stripTrailingZeros().scale() <= 0
                ? OptionalLong.of(number.bigDecimalValue().longValue())
                : OptionalLong.empty();
    }

    /** The objects of a field that is an array; anything else in it is passed over. */
    static List<JsonObject> objects(JsonObject object, String name) {
        return object.get(name) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
    }

    static JsonArray array(Collection<? extends JsonValue> values) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        values.forEach(array::add);
        return array.build();
    }

    /** The same object with a field more, or another value of it. */
    static JsonObject with(JsonObject object, String name, @Nullable Object value) {
        JsonObjectBuilder copy = JSON.createObjectBuilder(object);
        return copy.add(name, ee.fluxychat.tck.client.Json.object("it", value).get("it"))
                .build();
    }

    static JsonObject without(JsonObject object, String name) {
        return JSON.createObjectBuilder(object).remove(name).build();
    }

    /** Both objects' fields; the second's win. */
    static JsonObject merged(JsonObject first, JsonObject second) {
        JsonObjectBuilder copy = JSON.createObjectBuilder(first);
        second.forEach(copy::add);
        return copy.build();
    }

    static String type(JsonObject frame) {
        return text(frame, "type").orElse("");
    }
}
