package ee.fluxychat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Limits;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Limits and error words stand once in the code and once in the contract; here the two are held together. */
class ContractTest {

    @Test
    void namesTheNumberTheCodeHasWhereverItMarksALimit() {
        markedLimits().forEach(marked -> assertThat(marked.number())
                .as("%s in %s", marked.keyword(), marked.schema())
                .isEqualTo(codedLimits().get(marked.constant())));
    }

    @Test
    void marksEveryLimitOfTheCode() {
        assertThat(markedLimits().map(Marked::constant).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(codedLimits().keySet());
    }

    @Test
    void listsTheErrorWordsOfTheCodeAndNoOthers() {
        Set<String> coded =
                Arrays.stream(ErrorCode.values()).map(ErrorCode::word).collect(Collectors.toSet());

        assertThat(Contract.stream(Contract.OPENAPI.at("/components/schemas/ErrorWord/x-fluxy-ee/enum"))
                        .map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(coded);
    }

    @Test
    void refersOnlyToWhatExists() {
        Stream.of(Contract.OPENAPI, Contract.ASYNCAPI, Contract.FRAMES).forEach(document -> Contract.everyObject(
                        document)
                .filter(each -> each.path("$ref").isTextual())
                .map(each -> each.get("$ref").asText())
                .forEach(reference ->
                        assertThat(target(document, reference)).as(reference).isTrue()));
    }

    private static boolean target(JsonNode document, String reference) {
        String[] parts = reference.split("#", 2);
        JsonNode within = parts[0].isEmpty() ? document : Contract.FRAMES;
        return !within.at(parts[1]).isMissingNode();
    }

    private static Stream<Marked> markedLimits() {
        return Stream.of(Contract.OPENAPI, Contract.ASYNCAPI, Contract.FRAMES)
                .flatMap(Contract::everyObject)
                .filter(each -> each.has("x-limits"))
                .flatMap(schema -> schema.get("x-limits").properties().stream()
                        .map(mark -> new Marked(
                                schema, mark.getKey(), mark.getValue().asText())));
    }

    private static Map<String, Integer> codedLimits() {
        Map<String, Integer> limits = new TreeMap<>();
        for (Field each : Limits.class.getFields()) {
            if (Modifier.isStatic(each.getModifiers())) {
                limits.put(each.getName(), valueOf(each));
            }
        }
        return limits;
    }

    private static int valueOf(Field limit) {
        try {
            return limit.getInt(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** A keyword of a schema whose number is said to be a constant's. */
    private record Marked(JsonNode schema, String keyword, String constant) {
        int number() {
            return schema.path(keyword).asInt(-1);
        }
    }
}
