package ee.fluxychat.tck.contract;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is demanded of the contract's own files; each rule tells the places that break it. */
final class ContractRules {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String META_SCHEMA = "https://json-schema.org/draft/2020-12/schema";
    private static final Pattern TEMPLATE_PARAMETER = Pattern.compile("\\{([^}]+)}");

    private ContractRules() {}

    /** Where a document is not as the published schema of its format wants it. */
    static List<String> breachesOfFormat(String schemaFile, JsonObject document) {
        Validator validator = validator();
        URI format = validator.registerSchema(URI.create("urn:format:" + schemaFile), resource(schemaFile));
        return complaints(validator.validate(format, (Object) document));
    }

    /** Where a schema is none. */
    static List<String> illFormedSchemas(JsonObject document) {
        Validator validator = validator();
        URI meta = validator.registerSchema("{\"$ref\":\"" + META_SCHEMA + "\"}");
        return schemasOf(document)
                .flatMap(each -> complaints(validator.validate(meta, (Object) each.value())).stream()
                        .map(complaint -> each.pointer() + complaint))
                .toList();
    }

    /** References that lead nowhere; those into another file are looked up in the frames. */
    static List<String> brokenReferences(JsonObject document, JsonObject frames) {
        return everything(document)
                .filter(each -> each.value() instanceof JsonObject object && object.get("$ref") instanceof JsonString)
                .filter(each -> !leadsSomewhere(each.value().asJsonObject().getString("$ref"), document, frames))
                .map(each -> each.pointer() + " refers to "
                        + each.value().asJsonObject().getString("$ref"))
                .toList();
    }

    /** Operations without a name of their own, a summary, or the refusals their callers have to expect. */
    static List<String> incompleteOperations(JsonObject openapi) {
        Set<String> names = new HashSet<>();
        return operations(openapi)
                .flatMap(each -> incompleteness(openapi, each, names))
                .toList();
    }

    private static Stream<String> incompleteness(JsonObject openapi, Place place, Set<String> names) {
        JsonObject operation = place.value().asJsonObject();
        List<String> lacks = new ArrayList<>();
        if (!names.add(operation.getString("operationId", ""))) {
            lacks.add("shares its operationId with another operation");
        }
        if (operation.getString("operationId", "").isBlank()) {
            lacks.add("has no operationId");
        }
        if (operation.getString("summary", "").isBlank()) {
            lacks.add("has no summary");
        }
        Set<String> statuses = operation.getJsonObject("responses").keySet();
        if (wantsCredentials(openapi, operation) && !statuses.contains("401")) {
            lacks.add("wants a token and has no answer 401");
        }
        if (canBeMistaken(place, operation) && statuses.stream().noneMatch(each -> each.matches("[45]..|default"))) {
            lacks.add("has no error answer");
        }
        return lacks.stream().map(lack -> place.pointer() + " " + lack);
    }

    private static boolean wantsCredentials(JsonObject openapi, JsonObject operation) {
        JsonObject speaking = operation.containsKey("security") ? operation : openapi;
        JsonArray ways = speaking.getJsonArray("security");
        return !ways.isEmpty()
                && ways.stream().noneMatch(each -> each.asJsonObject().isEmpty());
    }

    private static boolean canBeMistaken(Place place, JsonObject operation) {
        return place.pointer().contains("{")
                || operation.containsKey("parameters")
                || operation.containsKey("requestBody");
    }

    /** Parameters of a path that nobody declares, and declared ones that the path does not have. */
    static List<String> undeclaredPathParameters(JsonObject openapi) {
        return operations(openapi)
                .filter(each -> each.pointer().startsWith("/paths/"))
                .filter(each -> !inTemplate(each).equals(declared(openapi, each)))
                .map(each -> each.pointer() + " has " + inTemplate(each) + " in its path and declares "
                        + declared(openapi, each))
                .toList();
    }

    private static Set<String> inTemplate(Place operation) {
        Set<String> names = new TreeSet<>();
        TEMPLATE_PARAMETER.matcher(operation.pointer()).results().forEach(each -> names.add(each.group(1)));
        return names;
    }

    private static Set<String> declared(JsonObject openapi, Place operation) {
        String path = operation.pointer().substring(0, operation.pointer().lastIndexOf('/'));
        Set<String> names = new TreeSet<>();
        Stream.of(ContractFiles.at(openapi, path), operation.value())
                .map(each -> each.asJsonObject().getOrDefault("parameters", JsonValue.EMPTY_JSON_ARRAY))
                .flatMap(each -> each.asJsonArray().stream())
                .map(each -> resolved(openapi, each.asJsonObject()))
                .filter(each -> each.getString("in").equals("path") && each.getBoolean("required", false))
                .forEach(each -> names.add(each.getString("name")));
        return names;
    }

    /** Examples of bodies, parameters and headers that their schema does not allow. */
    static List<String> brokenExamples(JsonObject openapi, JsonObject frames) {
        List<Place> withSchema = everything(openapi)
                .filter(each -> each.value() instanceof JsonObject object && object.get("schema") instanceof JsonObject)
                .toList();
        JsonObject schemas = Routes.schemas(openapi);
        for (int i = 0; i < withSchema.size(); i++) {
            JsonValue schema = withSchema.get(i).value().asJsonObject().getJsonObject("schema");
            schemas = JSON.createPointer("/$defs/example-" + i).add(schemas, Routes.standingAlone(schema));
        }
        Schemas compiled = new Schemas(frames, schemas);
        List<String> broken = new ArrayList<>();
        for (int i = 0; i < withSchema.size(); i++) {
            Place place = withSchema.get(i);
            URI schema = Schemas.answer("example-" + i);
            examples(place.value().asJsonObject())
                    .flatMap(example -> compiled.flaws(schema, example).stream())
                    .map(flaw -> flaw.of("An example", place.pointer()))
                    .forEach(broken::add);
        }
        return broken;
    }

    private static Stream<JsonValue> examples(JsonObject described) {
        return Stream.concat(
                Stream.ofNullable(described.get("example")),
                Stream.ofNullable(described.getJsonObject("examples"))
                        .flatMap(each -> each.values().stream())
                        .map(each -> each.asJsonObject().get("value")));
    }

    /** Frames of either side, without an example or with one that they do not allow. */
    static List<String> framesWithoutGoodExamples(JsonObject frames) {
        Schemas compiled = new Schemas(frames, JsonValue.EMPTY_JSON_OBJECT);
        return frames.getJsonObject("$defs").entrySet().stream()
                .flatMap(each -> Stream.concat(
                        withoutExample(frames, each.getKey(), each.getValue().asJsonObject()),
                        examplesOf(each.getValue())
                                .flatMap(example -> compiled.flaws(Schemas.frame(each.getKey()), example).stream())
                                .map(flaw -> flaw.of("An example", each.getKey()))))
                .toList();
    }

    private static Stream<String> withoutExample(JsonObject frames, String name, JsonObject definition) {
        boolean isFrame = Stream.of("ClientFrame", "ServerFrame", "UserChannelFrame")
                .flatMap(side -> ContractFiles.at(frames, "/$defs/" + side + "/oneOf").asJsonArray().stream())
                .anyMatch(each -> each.asJsonObject().getString("$ref").equals("#/$defs/" + name));
        return isFrame && examplesOf(definition).findAny().isEmpty()
                ? Stream.of(name + " has no example")
                : Stream.of();
    }

    private static Stream<JsonValue> examplesOf(JsonValue definition) {
        return definition.asJsonObject().getOrDefault("examples", JsonValue.EMPTY_JSON_ARRAY).asJsonArray().stream();
    }

    private static JsonObject resolved(JsonObject document, JsonObject referring) {
        return referring.containsKey("$ref")
                ? ContractFiles.at(document, referring.getString("$ref").substring(1))
                        .asJsonObject()
                : referring;
    }

    private static boolean leadsSomewhere(String reference, JsonObject document, JsonObject frames) {
        String[] parts = reference.split("#", 2);
        boolean known = parts[0].isEmpty() || parts[0].equals("frames.schema.json");
        return known
                && parts.length == 2
                && JSON.createPointer(parts[1]).containsValue(parts[0].isEmpty() ? document : frames);
    }

    private static Stream<Place> operations(JsonObject openapi) {
        Set<String> methods = Set.of("get", "put", "post", "delete", "patch", "options", "head");
        return Stream.of("paths", "webhooks")
                .flatMap(part -> everything(openapi.getJsonObject(part), "/" + part))
                .filter(each -> each.pointer().chars().filter(c -> c == '/').count() == 3)
                .filter(each ->
                        methods.contains(each.pointer().substring(each.pointer().lastIndexOf('/') + 1)));
    }

    /** The schemas of an OpenAPI document; of any other, the document itself. */
    private static Stream<Place> schemasOf(JsonObject document) {
        return document.containsKey("openapi")
                ? Stream.concat(
                        children(
                                ContractFiles.at(document, "/components/schemas")
                                        .asJsonObject(),
                                "/components/schemas"),
                        everything(document).filter(each -> each.pointer().endsWith("/schema")))
                : Stream.of(new Place("", document));
    }

    private static Stream<Place> everything(JsonStructure document) {
        return everything(document, "");
    }

    private static Stream<Place> everything(JsonValue value, String pointer) {
        return Stream.concat(
                Stream.of(new Place(pointer, value)),
                children(value, pointer).flatMap(each -> everything(each.value(), each.pointer())));
    }

    private static Stream<Place> children(JsonValue value, String pointer) {
        if (value instanceof JsonObject object) {
            return object.entrySet().stream().map(each -> new Place(pointer + "/" + escaped(each), each.getValue()));
        } else if (value.getValueType() == JsonValue.ValueType.ARRAY) {
            return Stream.iterate(0, i -> i < value.asJsonArray().size(), i -> i + 1)
                    .map(i -> new Place(pointer + "/" + i, value.asJsonArray().get(i)));
        }
        return Stream.of();
    }

    private static String escaped(Map.Entry<String, JsonValue> field) {
        return field.getKey().replace("~", "~0").replace("/", "~1");
    }

    private static List<String> complaints(Validator.Result result) {
        return result.getErrors().stream()
                .map(each -> each.getInstanceLocation() + ": " + each.getError())
                .toList();
    }

    private static Validator validator() {
        return new ValidatorFactory()
                .withJsonNodeFactory(new JakartaJsonNode.Factory())
                .createValidator();
    }

    private static String resource(String name) {
        try (InputStream file =
                Objects.requireNonNull(ContractRules.class.getResourceAsStream("/contract/" + name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A value and where it stands in its document. */
    private record Place(String pointer, JsonValue value) {}
}
