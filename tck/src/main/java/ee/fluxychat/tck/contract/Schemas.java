package ee.fluxychat.tck.contract;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The schemas of the contract, compiled once. Thread-safe. */
final class Schemas {

    static final String FRAMES = "urn:fluxychat:frames";
    static final String ANSWERS = "urn:fluxychat:answers";

    private static final Set<String> CHOICES = Set.of("anyOf", "oneOf");

    private final Validator validator = new ValidatorFactory()
            .withJsonNodeFactory(new JakartaJsonNode.Factory())
            .withDisabledSchemaValidation(true) // the build has done it
            .createValidator();
    private final Map<String, JsonObject> documents;

    Schemas(JsonObject frames, JsonObject answers) {
        this.documents = Map.of(FRAMES, frames, ANSWERS, answers);
        documents.values().forEach(validator::registerSchema);
    }

    static URI frame(String definition) {
        return URI.create(FRAMES + "#/$defs/" + definition);
    }

    static URI answer(String definition) {
        return URI.create(ANSWERS + "#/$defs/" + definition);
    }

    List<Flaw> flaws(URI schema, JsonValue value) {
        Validator.Result result = validator.validate(schema, (Object) value);
        return result.isValid() ? List.of() : flaws(result.getErrors(), value);
    }

    private List<Flaw> flaws(List<Error> errors, JsonValue value) {
        Set<Flaw> flaws = new LinkedHashSet<>();
        closest(errors).stream()
                .sorted(Comparator.comparing(Error::getInstanceLocation))
                .flatMap(error -> flaws(error, value))
                .forEach(flaws::add);
        return List.copyOf(flaws);
    }

    /** Of the branches of each {@code anyOf} and {@code oneOf} that fits none, keeps the complaints of the one that comes closest. */
    private static List<Error> closest(List<Error> errors) {
        List<Error> kept = new ArrayList<>(errors);
        errors.stream()
                .filter(each -> CHOICES.contains(each.getKeyword()))
                .sorted(Comparator.comparing(each -> each.getEvaluationPath().length()))
                .filter(kept::contains)
                .forEach(choice -> keepOneBranch(choice, kept));
        return kept;
    }

    private static void keepOneBranch(Error choice, List<Error> kept) {
        Map<String, List<Error>> branches = kept.stream()
                .filter(each -> each.getEvaluationPath().startsWith(choice.getEvaluationPath() + "/"))
                .filter(each -> within(each, choice))
                .collect(Collectors.groupingBy(each -> branch(choice, each)));
        branches.entrySet().stream()
                .min(Comparator.comparingInt(
                                (Map.Entry<String, List<Error>> branch) -> distance(choice, branch.getValue()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .ifPresent(best -> {
                    branches.values().stream()
                            .filter(each -> each != best.getValue())
                            .forEach(kept::removeAll);
                    kept.remove(choice);
                });
    }

    /** The same items of an array share an evaluation path; the place in the text tells them apart. */
    private static boolean within(Error error, Error choice) {
        String place = choice.getInstanceLocation();
        return error.getInstanceLocation().equals(place)
                || error.getInstanceLocation().startsWith(place + "/");
    }

    private static String branch(Error choice, Error error) {
        return error.getEvaluationPath()
                .substring(choice.getEvaluationPath().length() + 1)
                .split("/", 2)[0];
    }

    /** A value of another type, or another frame's type, is further off than any number of wrong fields. */
    private static int distance(Error choice, List<Error> branch) {
        return branch.stream()
                .mapToInt(each -> isOfAnotherKind(each, choice) ? 1000 : 1)
                .sum();
    }

    private static boolean isOfAnotherKind(Error error, Error choice) {
        boolean wholeValue = error.getInstanceLocation().equals(choice.getInstanceLocation());
        return "const".equals(error.getKeyword()) || ("type".equals(error.getKeyword()) && wholeValue);
    }

    private Stream<Flaw> flaws(Error error, JsonValue value) {
        String place = error.getInstanceLocation();
        JsonValue there = at(place, value);
        JsonValue schema = schema(error.getSchemaLocation());
        if (error.getKeyword() == null || !(schema instanceof JsonObject object)) {
            return Stream.of(new Flaw(place, "nothing", Wording.actual(there)));
        } else if (error.getKeyword().equals("required")) {
            return missing(object, there.asJsonObject())
                    .map(field -> new Flaw(place + "/" + field, "this field", "none"));
        }
        return Stream.of(new Flaw(place, Wording.expected(error, object), Wording.actual(there)));
    }

    private static Stream<String> missing(JsonObject schema, JsonObject there) {
        return schema.getJsonArray("required").getValuesAs(JsonString::getString).stream()
                .filter(field -> !there.containsKey(field));
    }

    private JsonValue schema(String location) {
        String[] parts = location.split("#", 2);
        JsonObject document = documents.get(parts[0]);
        return document == null || parts.length == 1 ? JsonValue.NULL : at(parts[1], document);
    }

    private static JsonValue at(String pointer, JsonValue value) {
        return pointer.isEmpty() ? value : ContractFiles.at(value.asJsonObject(), pointer);
    }
}
