package ee.fluxychat.tck.contract;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The operations of {@code openapi.yaml}, found by method and path. Immutable. */
final class Routes {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "options", "head");

    /** The fixed segments of a template come first: {@code /rooms/dm} before {@code /rooms/{roomId}}. */
    private final List<Route> routes;

    Routes(JsonObject openapi, Schemas schemas) {
        List<Route> found = new ArrayList<>();
        eachOperation(
                openapi,
                (route, operation) -> found.add(new Route(route, described(openapi, route, operation, schemas))));
        found.sort(Comparator.comparing(each -> each.name().template().replace('{', '\uffff')));
        this.routes = List.copyOf(found);
    }

    Optional<Operation> operation(String method, String path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        String[] segments = path.split("[?#]", 2)[0].split("/");
        return routes.stream()
                .filter(each -> each.name().matches(asked, segments))
                .map(Route::operation)
                .findFirst();
    }

    /** All schemas of the document as one that stands alone: its own by their names, those of answers by operation and status. */
    static JsonObject schemas(JsonObject openapi) {
        JsonObjectBuilder definitions = JSON.createObjectBuilder();
        ContractFiles.at(openapi, "/components/schemas")
                .asJsonObject()
                .forEach((name, schema) -> definitions.add(name, standingAlone(schema)));
        eachOperation(
                openapi,
                (name, operation) -> eachAnswer(
                        openapi, operation, (status, answer) -> answer.content().forEach((type, media) -> media.schema()
                                .ifPresent(schema ->
                                        definitions.add(key(operation, status, type), standingAlone(schema))))));
        return JSON.createObjectBuilder()
                .add("$id", Schemas.ANSWERS)
                .add("$defs", definitions)
                .build();
    }

    private static Operation described(JsonObject openapi, Name name, JsonObject operation, Schemas schemas) {
        Map<String, Map<String, Optional<URI>>> answers = new HashMap<>();
        eachAnswer(openapi, operation, (status, answer) -> {
            Map<String, Optional<URI>> types = new HashMap<>();
            answer.content()
                    .forEach((type, media) -> types.put(
                            type, media.schema().map(schema -> Schemas.answer(key(operation, status, type)))));
            answers.put(status, Map.copyOf(types));
        });
        return new Operation(name.toString(), operation.getString("operationId"), Map.copyOf(answers), schemas);
    }

    private static String key(JsonObject operation, String status, String type) {
        return (operation.getString("operationId") + "-" + status + "-" + type).replaceAll("[^A-Za-z0-9-]", "_");
    }

    private static void eachOperation(JsonObject openapi, BiConsumer<Name, JsonObject> visitor) {
        openapi.getJsonObject("paths")
                .forEach((template, path) -> path.asJsonObject().forEach((method, operation) -> {
                    if (METHODS.contains(method)) {
                        visitor.accept(new Name(method.toUpperCase(Locale.ROOT), template), operation.asJsonObject());
                    }
                }));
    }

    private static void eachAnswer(JsonObject openapi, JsonObject operation, BiConsumer<String, Described> visitor) {
        operation
                .getJsonObject("responses")
                .forEach((status, answer) ->
                        visitor.accept(status, new Described(resolved(openapi, answer.asJsonObject()))));
    }

    private static JsonObject resolved(JsonObject openapi, JsonObject answer) {
        return answer.containsKey("$ref")
                ? ContractFiles.at(openapi, answer.getString("$ref").substring(1))
                        .asJsonObject()
                : answer;
    }

    /** The same schema with references that hold outside of {@code openapi.yaml}. */
    static JsonValue standingAlone(JsonValue schema) {
        if (schema instanceof JsonObject object) {
            JsonObjectBuilder copy = JSON.createObjectBuilder();
            object.forEach((name, each) -> copy.add(
                    name,
                    name.equals("$ref") && each instanceof JsonString to
                            ? reference(to.getString())
                            : standingAlone(each)));
            return copy.build();
        } else if (schema.getValueType() == JsonValue.ValueType.ARRAY) {
            JsonArrayBuilder copy = JSON.createArrayBuilder();
            schema.asJsonArray().forEach(each -> copy.add(standingAlone(each)));
            return copy.build();
        }
        return schema;
    }

    private static JsonValue reference(String to) {
        return JSON.createValue(
                to.replace("frames.schema.json#", Schemas.FRAMES + "#").replace("#/components/schemas/", "#/$defs/"));
    }

    /** What an operation is called: {@code POST /rooms/{roomId}/read}. */
    private record Name(String method, String template) {

        boolean matches(String asked, String[] segments) {
            String[] mine = template.split("/");
            return method.equals(asked)
                    && mine.length == segments.length
                    && Arrays.equals(
                            mine, segments, (fixed, given) -> fixed.startsWith("{") ? 0 : fixed.compareTo(given));
        }

        @Override
        public String toString() {
            return method + " " + template;
        }
    }

    private record Route(Name name, Operation operation) {}

    /** A response object. */
    private record Described(JsonObject response) {
        Map<String, Media> content() {
            Map<String, Media> media = new HashMap<>();
            Optional.ofNullable(response.getJsonObject("content"))
                    .ifPresent(content ->
                            content.forEach((type, each) -> media.put(type, new Media(each.asJsonObject()))));
            return media;
        }
    }

    /** A media type object. */
    private record Media(JsonObject media) {
        Optional<JsonValue> schema() {
            @Nullable JsonValue schema = media.get("schema");
            return Optional.ofNullable(schema);
        }
    }
}
