package ee.fluxychat.tck.client;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A JSON object read strictly: a field that is missing or of another type is a {@link Mismatch}, never a default and never converted.
 * Fields that nobody asks for do no harm.
 */
public class Fields {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final String called;
    private final JsonObject json;

    Fields(String called, JsonObject json) {
        this.called = called;
        this.json = json;
    }

    JsonObject json() {
        return json;
    }

    /** A string. */
    public String text(String name) {
        if (value(name) instanceof JsonString string) {
            return string.getString();
        }
        throw wrong(name, "a string");
    }

    /** A whole number. */
    public long number(String name) {
        try {
            if (value(name) instanceof JsonNumber number && number.isIntegral()) {
                return number.longValueExact();
            }
        } catch (ArithmeticException tooLong) {
            throw wrong(name, "a whole number of 64 bits");
        }
        throw wrong(name, "a whole number");
    }

    /** A truth value. */
    public boolean flag(String name) {
        JsonValue value = value(name);
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return value == JsonValue.TRUE;
        }
        throw wrong(name, "true or false");
    }

    /** A time in UTC with milliseconds and {@code Z}. */
    public Instant time(String name) {
        try {
            if (value(name) instanceof JsonString string
                    && TIME.matcher(string.getString()).matches()) {
                return Instant.parse(string.getString());
            }
        } catch (DateTimeParseException noDay) {
            throw wrong(name, "a day and an hour that there are");
        }
        throw wrong(name, "a time like 2026-11-23T08:05:02.962Z");
    }

    /** A UUID, in letters of either case (RFC 9562, 4). */
    public String uuid(String name) {
        if (value(name) instanceof JsonString string
                && UUID.matcher(string.getString()).matches()) {
            return string.getString();
        }
        throw wrong(name, "a UUID");
    }

    /** An object. */
    public Fields object(String name) {
        if (value(name) instanceof JsonObject object) {
            return new Fields(called + "." + name, object);
        }
        throw wrong(name, "an object");
    }

    /** An array of objects. */
    public List<Fields> objects(String name) {
        return items(
                name,
                "an array of objects",
                each -> each instanceof JsonObject object ? new Fields(called + "." + name + "[]", object) : null);
    }

    /** An array of strings. */
    public List<String> texts(String name) {
        return items(
                name, "an array of strings", each -> each instanceof JsonString string ? string.getString() : null);
    }

    private <T> List<T> items(
            String name, String kind, Function<JsonValue, @org.jspecify.annotations.Nullable T> read) {
        if (!(value(name) instanceof JsonArray array)) {
            throw wrong(name, kind);
        }
        List<T> items = new ArrayList<>(array.size());
        for (JsonValue each : array) {
            T item = read.apply(each);
            if (item == null) {
                throw wrong(name, kind);
            }
            items.add(item);
        }
        return new Items<>(called + "." + name, items);
    }

    /** Whether there is such a field and it is a string. */
    public boolean isText(String name) {
        return json.get(name) instanceof JsonString;
    }

    /** The objects among the items of a field; anything else there is passed over. */
    public List<Fields> objectsAmong(String name) {
        return json.get(name) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(each -> new Fields(called + "." + name + "[]", (JsonObject) each))
                        .toList()
                : List.of();
    }

    /** Every object that is a field's value or an item of one. */
    public List<Fields> nested() {
        List<Fields> nested = new ArrayList<>();
        json.forEach((name, value) -> {
            if (value instanceof JsonObject object) {
                nested.add(new Fields(called + "." + name, object));
            } else {
                nested.addAll(objectsAmong(name));
            }
        });
        return nested;
    }

    /** Demands that the field is there and null. */
    public void isNull(String name) {
        if (value(name) != JsonValue.NULL) {
            throw wrong(name, "null");
        }
    }

    /** Whether there is such a field, null or not. */
    public boolean has(String name) {
        return json.containsKey(name);
    }

    /** Whether there is such a field and it is not null. */
    public boolean says(String name) {
        return json.getOrDefault(name, JsonValue.NULL) != JsonValue.NULL;
    }

    /** The names of all fields. */
    public Set<String> names() {
        return json.keySet();
    }

    private JsonValue value(String name) {
        JsonValue value = json.get(name);
        if (value == null) {
            throw new Mismatch("field " + name + " of " + called, "to be there", "missing in " + Expect.shown(json));
        }
        return value;
    }

    private Mismatch wrong(String name, String kind) {
        return new Mismatch("field " + name + " of " + called, kind, Expect.shown(json.get(name)));
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
