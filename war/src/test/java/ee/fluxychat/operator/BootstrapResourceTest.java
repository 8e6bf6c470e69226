package ee.fluxychat.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.fluxychat.identity.ApiKeys;
import ee.fluxychat.identity.InMemoryProjects;
import ee.fluxychat.identity.Provisioning;
import ee.fluxychat.platform.Settings;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Json;
import ee.fluxychat.wire.Refused;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryAssignment") // plays the container, which would fill the injected fields
class BootstrapResourceTest {

    private static final Map<String, String> OPEN = Map.of("PLATFORM_BOOTSTRAP_SECRET", "let me in");

    private final InMemoryProjects projects = new InMemoryProjects();
    private final ApiKeys keys = new ApiKeys("pepper");

    @Test
    void foundsTheFirstProjectWithAKeyThatOpensIt() {
        JsonObject project = bootstrap(OPEN, "let me in", "Acme").getJsonObject("project");

        assertThat(project.getString("name")).isEqualTo("Acme");
        assertThat(projects.byKey(keys.stored(project.getString("apiKey")).hmac()))
                .hasValueSatisfying(found -> assertThat(found.id().value()).isEqualTo(project.getString("id")));
    }

    @Test
    void foundsNoSecondProject() {
        bootstrap(OPEN, "let me in", "Acme");

        assertRefused(OPEN, "let me in", ErrorCode.ALREADY_BOOTSTRAPPED);
        assertThat(projects.all()).hasSize(1);
    }

    @Test
    void opensToNothingButTheSecret() {
        assertRefused(OPEN, null, ErrorCode.INVALID_BOOTSTRAP_SECRET);
        assertRefused(OPEN, "let me", ErrorCode.INVALID_BOOTSTRAP_SECRET);
        assertRefused(OPEN, "", ErrorCode.INVALID_BOOTSTRAP_SECRET);
        assertThat(projects.all()).isEmpty();
    }

    @Test
    void isClosedWhereNoSecretIsSet() {
        assertRefused(Map.of(), "", ErrorCode.BOOTSTRAP_DISABLED);
        assertRefused(Map.of("PLATFORM_BOOTSTRAP_SECRET", " "), " ", ErrorCode.BOOTSTRAP_DISABLED);
    }

    private JsonObject bootstrap(Map<String, String> settings, @Nullable String secret, String name) {
        BootstrapResource resource = new BootstrapResource();
        resource.settings = Settings.of(settings);
        resource.provisioning = new Provisioning(projects, keys, InstantSource.fixed(Instant.EPOCH));
        byte[] body = ("{\"name\":\"" + name + "\"}").getBytes(StandardCharsets.UTF_8);
        return Json.parse(resource.bootstrap(secret, body)).asJsonObject();
    }

    private void assertRefused(Map<String, String> settings, @Nullable String secret, ErrorCode code) {
        assertThatThrownBy(() -> bootstrap(settings, secret, "Acme"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
