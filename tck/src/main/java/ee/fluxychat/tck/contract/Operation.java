package ee.fluxychat.tck.contract;

import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** One operation of the contract and what it may answer: media types and their schemas by status. Immutable. */
record Operation(String name, String id, Map<String, Map<String, Optional<URI>>> answers, Schemas schemas) {

    List<String> violations(String method, int status, Optional<String> contentType, String body) {
        Optional<Map<String, Optional<URI>>> described = described(status);
        if (described.isPresent()) {
            boolean bodyless = method.equals("HEAD");
            return described.get().isEmpty()
                    ? List.of()
                    : violations(described.get(), status, contentType, bodyless ? Optional.empty() : Optional.of(body));
        }
        return status / 100 == 2 ? List.of(unnamed(status)) : List.of();
    }

    private Optional<Map<String, Optional<URI>>> described(int status) {
        return Optional.ofNullable(answers.get(String.valueOf(status)))
                .or(() -> Optional.ofNullable(answers.get(status / 100 + "XX")))
                .or(() -> status / 100 == 2 ? Optional.empty() : Optional.ofNullable(answers.get("default")));
    }

    private String unnamed(int status) {
        return "%s was answered with the status %d: expected one of %s (%s)."
                .formatted(name, status, new TreeSet<>(answers.keySet()), where());
    }

    private List<String> violations(
            Map<String, Optional<URI>> types, int status, Optional<String> contentType, Optional<String> body) {
        String what = "The answer %d to %s".formatted(status, name);
        String type = contentType.map(Operation::mediaType).orElse("none");
        if (!types.containsKey(type) && !types.containsKey("*/*")) {
            return List.of("%s has another Content-Type: expected %s, there was %s (%s)."
                    .formatted(what, String.join(" or ", new TreeSet<>(types.keySet())), type, where()));
        }
        Optional<URI> schema = types.getOrDefault(type, Optional.empty());
        if (schema.isEmpty() || body.isEmpty() || !type.equals("application/json")) {
            return List.of();
        }
        return violations(what, schema.get(), body.get());
    }

    private List<String> violations(String what, URI schema, String body) {
        JsonValue json;
        try {
            json = ContractFiles.parse(body);
        } catch (JsonException notJson) {
            return List.of("%s is no JSON: expected a JSON body, there was %s (%s)."
                    .formatted(what, body.isEmpty() ? "an empty one" : body, where()));
        }
        return schemas.flaws(schema, json).stream()
                .map(flaw -> flaw.of(what, where()))
                .toList();
    }

    private String where() {
        return id + " in openapi.yaml";
    }

    private static String mediaType(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
