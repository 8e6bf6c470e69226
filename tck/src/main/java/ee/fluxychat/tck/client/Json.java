package ee.fluxychat.tck.client;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Makes and parses JSON objects in few words. Thread-safe. */
public final class Json {

    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private Json() {}

    /** An object of names and values in turn: {@code object("type", "read", "messageId", 84)}. */
    public static JsonObject object(@Nullable Object... namesAndValues) {
        JsonObjectBuilder object = PROVIDER.createObjectBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.add(String.valueOf(namesAndValues[i]), value(namesAndValues[i + 1]));
        }
        return object.build();
    }

    private static JsonValue value(@Nullable Object value) {
        if (value == null) {
            return JsonValue.NULL;
        } else if (value instanceof JsonValue json) {
            return json;
        } else if (value instanceof Boolean flag) {
            return flag ? JsonValue.TRUE : JsonValue.FALSE;
        } else if (value instanceof Integer || value instanceof Long) {
            return PROVIDER.createValue(((Number) value).longValue());
        } else if (value instanceof Collection<?> items) {
            JsonArrayBuilder array = PROVIDER.createArrayBuilder();
            items.forEach(each -> array.add(value(each)));
            return array.build();
        }
        return PROVIDER.createValue(value.toString());
    }

    /** Reads an object's fields strictly. */
    public static Fields fields(String called, String text) {
        return new Fields(called, parse(called, text));
    }

    /** Parses an object; what it is called stands in the {@link Mismatch} when the text is none. */
    static JsonObject parse(String called, String text) {
        try (JsonReader reader = PROVIDER.createReader(new StringReader(text))) {
            if (reader.readValue() instanceof JsonObject object) {
                return object;
            }
        } catch (RuntimeException notJson) {
            // Parsson has no exception of its own for what is nested too deep
            throw new Mismatch(called, "a JSON object", Expect.shown(text));
        }
        throw new Mismatch(called, "a JSON object", Expect.shown(text));
    }
}
