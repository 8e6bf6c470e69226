package ee.fluxychat.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonPatchBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The files of {@code openapi/} keep the rules of their formats and of the house; and each rule is seen to bite. */
class ContractRulesTest {

    private static final JsonObject OPENAPI = ContractFiles.yaml("openapi.yaml");
    private static final JsonObject ASYNCAPI = ContractFiles.yaml("asyncapi.yaml");
    private static final JsonObject FRAMES = ContractFiles.json("frames.schema.json");

    @Test
    void isAnOpenApiDocument() {
        assertThat(ContractRules.breachesOfFormat("openapi-3.1.schema.json", OPENAPI))
                .isEmpty();
        assertThat(ContractRules.breachesOfFormat(
                        "openapi-3.1.schema.json", broken(OPENAPI, patch -> patch.remove("/info/title"))))
                .isNotEmpty();
    }

    @Test
    void isAnAsyncApiDocument() {
        assertThat(ContractRules.breachesOfFormat("asyncapi-3.0.schema.json", ASYNCAPI))
                .isEmpty();
        assertThat(ContractRules.breachesOfFormat(
                        "asyncapi-3.0.schema.json",
                        broken(ASYNCAPI, patch -> patch.add("/operations/hear/action", "listen"))))
                .isNotEmpty();
    }

    @Test
    void hasNoSchemaThatIsNone() {
        assertThat(ContractRules.illFormedSchemas(OPENAPI)).isEmpty();
        assertThat(ContractRules.illFormedSchemas(FRAMES)).isEmpty();
        assertThat(ContractRules.illFormedSchemas(
                        broken(OPENAPI, patch -> patch.add("/components/schemas/Error/properties/error/type", "text"))))
                .isNotEmpty()
                .allMatch(each -> each.startsWith("/components/schemas/Error"));
        assertThat(ContractRules.illFormedSchemas(broken(FRAMES, patch -> patch.add("/$defs/Id/maxLength", "128"))))
                .isNotEmpty();
    }

    @Test
    void refersOnlyToWhatExists() {
        assertThat(ContractRules.brokenReferences(OPENAPI, FRAMES)).isEmpty();
        assertThat(ContractRules.brokenReferences(ASYNCAPI, FRAMES)).isEmpty();
        assertThat(ContractRules.brokenReferences(FRAMES, FRAMES)).isEmpty();
        assertThat(ContractRules.brokenReferences(
                        broken(OPENAPI, patch -> patch.remove("/components/responses/RateLimited")), FRAMES))
                .isNotEmpty()
                .allMatch(each -> each.endsWith("refers to #/components/responses/RateLimited"));
        assertThat(ContractRules.brokenReferences(OPENAPI, broken(FRAMES, patch -> patch.remove("/$defs/Time"))))
                .isNotEmpty()
                .allMatch(each -> each.endsWith("refers to frames.schema.json#/$defs/Time"));
    }

    @Test
    void namesAndSumsUpEveryOperationAndItsRefusals() {
        assertThat(ContractRules.incompleteOperations(OPENAPI)).isEmpty();
        assertThat(ContractRules.incompleteOperations(
                        broken(OPENAPI, patch -> patch.remove("/paths/~1health/get/summary")
                                .remove("/paths/~1agents/get/operationId")
                                .add("/paths/~1agents/post/operationId", "listRooms")
                                .remove("/paths/~1rooms/get/responses/401")
                                .remove("/paths/~1demo~1session/post/responses/403")
                                .remove("/paths/~1demo~1session/post/responses/404")
                                .remove("/paths/~1demo~1session/post/responses/429"))))
                .containsExactlyInAnyOrder(
                        "/paths/~1health/get has no summary",
                        "/paths/~1agents/get has no operationId",
                        "/paths/~1agents/post shares its operationId with another operation",
                        "/paths/~1rooms/get wants a token and has no answer 401",
                        "/paths/~1demo~1session/post has no error answer");
    }

    @Test
    void declaresEveryParameterOfAPath() {
        assertThat(ContractRules.undeclaredPathParameters(OPENAPI)).isEmpty();
        assertThat(ContractRules.undeclaredPathParameters(
                        broken(OPENAPI, patch -> patch.remove("/paths/~1rooms~1{roomId}~1draft/parameters"))))
                .containsExactlyInAnyOrder(
                        "/paths/~1rooms~1{roomId}~1draft/get has [roomId] in its path and declares []",
                        "/paths/~1rooms~1{roomId}~1draft/put has [roomId] in its path and declares []");
    }

    @Test
    void keepsItsOwnSchemasInItsExamples() {
        String example =
                "/paths/~1rooms~1{roomId}~1unread/get/responses/200/content/application~1json/example/unreadCount";

        assertThat(ContractRules.brokenExamples(OPENAPI, FRAMES)).isEmpty();
        assertThat(ContractRules.brokenExamples(broken(OPENAPI, patch -> patch.replace(example, "twelve")), FRAMES))
                .singleElement()
                .asString()
                .contains("/unreadCount: expected a whole number, there was the text \"twelve\"");
    }

    @Test
    void givesAGoodExampleOfEveryFrame() {
        assertThat(ContractRules.framesWithoutGoodExamples(FRAMES)).isEmpty();
        assertThat(ContractRules.framesWithoutGoodExamples(
                        broken(FRAMES, patch -> patch.remove("/$defs/ServerPong/examples")
                                .replace("/$defs/ServerRead/examples/0/messageId", "84"))))
                .hasSize(2)
                .contains("ServerPong has no example")
                .anyMatch(each -> each.contains("/messageId: expected a whole number"));
    }

    private static JsonObject broken(JsonObject document, Consumer<JsonPatchBuilder> damage) {
        JsonPatchBuilder patch = JsonProvider.provider().createPatchBuilder();
        damage.accept(patch);
        return patch.build().apply(document);
    }
}
