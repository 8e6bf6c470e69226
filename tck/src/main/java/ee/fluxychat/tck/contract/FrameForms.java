package ee.fluxychat.tck.contract;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The forms a server's frames may have, by type. Where a type has several, as {@code replay} has, the constants and the forbidden
 * fields of a form tell which one a frame has. Immutable.
 */
final class FrameForms {

    private final Map<String, List<Form>> formsByType;
    private final Schemas schemas;

    FrameForms(JsonObject frames, Schemas schemas) {
        Map<String, List<Form>> found = new HashMap<>();
        Stream.of("ServerFrame", "UserChannelFrame")
                .flatMap(side -> ContractFiles.at(frames, "/$defs/" + side + "/oneOf").asJsonArray().stream())
                .map(each -> each.asJsonObject().getString("$ref"))
                .distinct()
                .map(reference -> Form.of(reference.substring("#/$defs/".length()), frames))
                .forEach(form -> found.computeIfAbsent(form.type(), type -> new ArrayList<>())
                        .add(form));
        this.formsByType = Map.copyOf(found);
        this.schemas = schemas;
    }

    List<String> violations(String type, JsonObject frame) {
        List<Form> forms = formsByType.getOrDefault(type, List.of());
        if (forms.isEmpty()) {
            return List.of();
        }
        Form form = forms.stream().filter(each -> each.has(frame)).findFirst().orElse(forms.get(0));
        List<Flaw> flaws = schemas.flaws(form.schema(), frame);
        return flaws.isEmpty()
                ? List.of()
                : flaws.stream()
                        .map(flaw -> flaw.of("A frame " + type, form.name() + " in frames.schema.json"))
                        .toList();
    }

    /** One definition of a frame, and what tells it from others of its type. */
    private record Form(
            String name,
            String type,
            URI schema,
            Map<String, JsonValue> constants,
            Set<String> required,
            Set<String> forbidden) {

        static Form of(String name, JsonObject frames) {
            JsonObject definition = ContractFiles.at(frames, "/$defs/" + name).asJsonObject();
            Map<String, JsonValue> constants = new HashMap<>();
            Set<String> forbidden = new HashSet<>();
            definition.getJsonObject("properties").forEach((property, schema) -> {
                if (schema == JsonValue.FALSE) {
                    forbidden.add(property);
                } else if (schema instanceof JsonObject object && object.containsKey("const")) {
                    constants.put(property, object.get("const"));
                }
            });
            String type = ((JsonString) constants.remove("type")).getString();
            Set<String> required =
                    new HashSet<>(definition.getJsonArray("required").getValuesAs(JsonString::getString));
            return new Form(
                    name,
                    type,
                    Schemas.frame(name),
                    Map.copyOf(constants),
                    Set.copyOf(required),
                    Set.copyOf(forbidden));
        }

        boolean has(JsonObject frame) {
            return forbidden.stream().noneMatch(frame::containsKey)
                    && constants.keySet().stream().allMatch(field -> agrees(field, frame.get(field)));
        }

        private boolean agrees(String field, @Nullable JsonValue value) {
            return value == null ? !required.contains(field) : value.equals(constants.get(field));
        }
    }
}
