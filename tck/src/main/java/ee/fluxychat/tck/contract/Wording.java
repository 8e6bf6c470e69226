package ee.fluxychat.tck.contract;

import dev.harrel.jsonschema.Error;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a schema wants and what a text has, in words that need no knowledge of JSON Schema. */
final class Wording {

    private static final Map<String, String> TYPES = Map.of(
            "integer", "a whole number",
            "number", "a number",
            "string", "a text",
            "boolean", "true or false",
            "object", "an object",
            "array", "an array",
            "null", "null");

    private Wording() {}

    static String expected(Error error, JsonObject schema) {
        JsonValue wanted = schema.getOrDefault(error.getKeyword(), JsonValue.NULL);
        String plain =
                switch (error.getKeyword()) {
                    case "type" -> types(wanted);
                    case "const" -> wanted.toString();
                    case "enum" -> "one of " + listed(wanted.asJsonArray());
                    case "pattern" -> "a text that matches " + ((JsonString) wanted).getString();
                    case "minimum" -> "at least " + wanted;
                    case "maximum" -> "at most " + wanted;
                    case "minLength" -> "at least " + wanted + " characters";
                    case "maxLength" -> "at most " + wanted + " characters";
                    case "minItems" -> "at least " + wanted + " items";
                    case "maxItems" -> "at most " + wanted + " items";
                    case "uniqueItems" -> "every item once";
                    default -> error.getKeyword() + " as in the schema: " + error.getError();
                };
        return schema.get("description") instanceof JsonString why
                ? plain + " (" + firstSentence(why.getString()) + ")"
                : plain;
    }

    static String actual(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> "the text " + value;
            case NUMBER -> "the number " + value;
            case OBJECT -> "the object " + value;
            case ARRAY -> "the array " + value;
            default -> value.toString();
        };
    }

    private static String types(JsonValue wanted) {
        Stream<String> names = wanted instanceof JsonArray several
                ? several.getValuesAs(JsonString::getString).stream()
                : Stream.of(((JsonString) wanted).getString());
        return names.map(each -> TYPES.getOrDefault(each, each)).collect(Collectors.joining(" or "));
    }

    private static String listed(List<JsonValue> values) {
        return values.stream().map(JsonValue::toString).collect(Collectors.joining(", "));
    }

    private static String firstSentence(String description) {
        return description.split("\\.(\\s|$)", 2)[0];
    }
}
