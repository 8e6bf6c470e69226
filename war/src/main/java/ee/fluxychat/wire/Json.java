package ee.fluxychat.wire;

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** JSON the way the wire has it. Reading never coerces: a number is not a string, a missing field is null. Thread-safe. */
public final class Json {

    // looked up once: the static methods of jakarta.json.Json search the class path on every call
    private static final JsonProvider PROVIDER = JsonProvider.provider();
    private static final DateTimeFormatter ISO_MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Json() {}

    /** Parses any JSON value; refuses what is not JSON or nested deeper than {@link Limits#JSON_DEPTH}. */
    public static JsonValue parse(String text) {
        Refused.when(isTooDeep(text), ErrorCode.INVALID_JSON);
        try (JsonParser parser = PROVIDER.createParser(new StringReader(text))) {
            parser.next();
            JsonValue value = parser.getValue();
            Refused.when(parser.hasNext(), ErrorCode.INVALID_JSON); // a reader would not look at what stands behind
            return value;
        } catch (JsonException
                | IllegalStateException
                | NoSuchElementException
                | NumberFormatException
                | UnsupportedOperationException e) { // the last one for a number of more than 1,100 digits
            throw new Refused(ErrorCode.INVALID_JSON);
        }
    }

    /** Parsers recurse: a text of 200,000 brackets would end in a stack overflow. */
    private static boolean isTooDeep(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '[' || c == '{') {
                if (++depth > Limits.JSON_DEPTH) {
                    return true;
                }
            } else if (c == ']' || c == '}') {
                depth--;
            }
        }
        return false;
    }

    /** Writes one JSON text. */
    public static String write(Consumer<JsonGenerator> body) {
        StringWriter text = new StringWriter(320);
        try (JsonGenerator json = PROVIDER.createGenerator(text)) {
            body.accept(json);
        }
        return text.toString();
    }

    /** Writes one JSON object. */
    public static String object(Consumer<JsonGenerator> fields) {
        return write(json -> {
            json.writeStartObject();
            fields.accept(json);
            json.writeEnd();
        });
    }

    /** The field as a string, cleaned for storage; null when it is absent or anything else. */
    public static @Nullable String string(JsonObject object, String name) {
        return object.get(name) instanceof JsonString string ? Text.clean(string.getString()) : null;
    }

    /** The field as a whole number; null when it is absent, not a number, a fraction or beyond 64 bits. */
    public static @Nullable Long integer(JsonObject object, String name) {
        return object.get(name) instanceof JsonNumber number ? integer(number.toString()) : null;
    }

    /** Reads the digits themselves: converting {@code 1e999999999} would compute a number of a billion digits. */
    public static @Nullable Long integer(String digits) {
        // Long.valueOf would take a plus and the digits of any script
        if (digits.length() > 19 || !digits.matches("-?[0-9]+")) {
            return null;
        }
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** An instant as the wire spells it: UTC, milliseconds, {@code Z}. */
    public static String time(long epochMillis) {
        return ISO_MILLIS.format(Instant.ofEpochMilli(epochMillis));
    }

    static void writeOrNull(JsonGenerator json, String name, @Nullable String value) {
        if (value == null) {
            json.writeNull(name);
        } else {
            json.write(name, value);
        }
    }

    static void writeOrNull(JsonGenerator json, String name, @Nullable Long value) {
        if (value == null) {
            json.writeNull(name);
        } else {
            json.write(name, value);
        }
    }

    static void writeTimeOrNull(JsonGenerator json, String name, @Nullable Long epochMillis) {
        writeOrNull(json, name, epochMillis == null ? null : time(epochMillis));
    }
}
