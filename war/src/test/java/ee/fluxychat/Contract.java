package ee.fluxychat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The contract as it lies in {@code openapi/}, for the tests that hold the code to it. */
final class Contract {

    static final JsonNode OPENAPI = read(new YAMLMapper(), "openapi.yaml");
    static final JsonNode ASYNCAPI = read(new YAMLMapper(), "asyncapi.yaml");
    static final JsonNode FRAMES = read(new ObjectMapper(), "frames.schema.json");

    private static final String DEFINITIONS = "/$defs/";

    /** The validator warns of them. */
    private static final List<String> EXTENSIONS =
            List.of("x-fluxy-ee", "x-planned", "x-limits", "x-max-units", "x-max-depth", "x-per-minute");

    private Contract() {}

    private static JsonNode read(ObjectMapper mapper, String file) {
        try {
            return mapper.readTree(Files.readString(Path.of("..", "openapi", file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The definitions that {@code ClientFrame} or {@code ServerFrame} is one of, but for those that are only planned. */
    static List<JsonNode> frames(String side) {
        return stream(FRAMES.at(DEFINITIONS + side + "/oneOf"))
                .map(each -> definition(each.get("$ref").asText()))
                .filter(each -> !isPlanned(each))
                .toList();
    }

    /** Whether the contract describes it and this server does not do it yet. */
    static boolean isPlanned(JsonNode described) {
        return described.path("x-planned").asBoolean();
    }

    private static JsonNode definition(String reference) {
        return FRAMES.at(reference.substring(1));
    }

    /** A schema of one side's frames that refuses every field it does not name and keeps {@code x-fluxy-ee}: for what we write. */
    static JsonSchema closedSchema(String side) {
        ObjectNode closed = FRAMES.deepCopy();
        everyObject(closed).forEach(each -> close((ObjectNode) each));
        closed.remove("anyOf");
        closed.put("$ref", "#" + DEFINITIONS + side);
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(closed);
    }

    private static void close(ObjectNode schema) {
        if (schema.get("x-fluxy-ee") instanceof ObjectNode ours) {
            schema.setAll(ours);
        }
        schema.remove(EXTENSIONS);
        if (schema.has("properties")) {
            schema.put("additionalProperties", false);
        }
    }

    /** The node and every object below it. */
    static Stream<JsonNode> everyObject(JsonNode node) {
        List<JsonNode> found = new ArrayList<>();
        collect(node, found);
        return found.stream();
    }

    private static void collect(JsonNode node, List<JsonNode> found) {
        if (node.isObject()) {
            found.add(node);
        }
        node.forEach(each -> collect(each, found));
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
