package ee.fluxychat.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every service of the compose files is locked in, is waited for, and is told only what the server can hear. */
class ComposeTest {

    private static final Pattern NAME = Pattern.compile("\"([A-Z][A-Z_]+[A-Z])\"");
    private static final Pattern SAID = Pattern.compile("(?m)^\\s+(?:# )?([A-Z][A-Z_]{3,}): ");

    /** As an operator starts them: the files one after the other, later ones over earlier ones. */
    static List<List<String>> stacks() {
        return List.of(
                List.of("compose.yaml"),
                List.of("compose.postgresql.yaml"),
                List.of("compose.yaml", "compose.nginx.yaml"),
                List.of("compose.postgresql.yaml", "compose.nginx.yaml"));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void locksEveryServiceIn(List<String> files) {
        assertThat(services(files)).allSatisfy((name, service) -> {
            assertThat(service.path("read_only").asBoolean()).isTrue();
            assertThat(service.path("user").asText()).matches("[1-9]\\d*:[1-9]\\d*");
            assertThat(texts(service.path("cap_drop"))).containsExactly("ALL");
            assertThat(service.has("cap_add")).isFalse();
            assertThat(service.has("privileged")).isFalse();
            assertThat(texts(service.path("security_opt"))).containsExactly("no-new-privileges:true");
            assertThat(texts(service.path("tmpfs"))).anyMatch(each -> each.startsWith("/tmp"));
            assertThat(service.path("mem_limit").asText()).matches("\\d+[mg]");
            assertThat(service.path("volumes")).isNotEmpty();
            assertThat(service.path("restart").asText()).isEqualTo("unless-stopped");
        });
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void waitsForHealthAndNotForAStart(List<String> files) {
        Map<String, JsonNode> services = services(files);

        services.values().stream()
                .flatMap(each -> each.path("depends_on").properties().stream())
                .forEach(dependency -> {
                    assertThat(dependency.getValue().path("condition").asText()).isEqualTo("service_healthy");
                    assertThat(hasHealthcheck(services.get(dependency.getKey())))
                            .isTrue();
                });
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void publishesThePlainPortOnLoopbackOnly(List<String> files) {
        assertThat(texts(services(files).get("fluxy").path("ports"))).containsExactly("127.0.0.1:8080:8080");
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void runsAsTheUserOfTheImageThatOwnsTheVolume(List<String> files) {
        Dockerfile image = Dockerfile.read(Dockerfile.ROOT.resolve("docker/payara.Dockerfile"));

        assertThat(services(files).get("fluxy").path("user").asText())
                .isEqualTo(image.finalStage().all("USER").get(0).rest());
        assertThat(texts(services(files).get("fluxy").path("volumes")))
                .containsExactly(
                        "data:" + image.finalStage().all("VOLUME").get(0).rest());
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void holdsNoSecret(List<String> files) {
        assertThat(services(files).values().stream()
                        .flatMap(each -> each.path("environment").properties().stream())
                        .filter(each -> each.getKey().matches(".*(PASSWORD|SECRET|SALT|KEY).*")))
                .allSatisfy(each -> assertThat(each.getValue().asText()).startsWith("/run/secrets/"));
    }

    @Test
    void saysNothingThatTheServerDoesNotKnow() throws IOException {
        Set<String> known = known();
        for (String file : List.of("compose.yaml", "compose.postgresql.yaml", "compose.nginx.yaml")) {
            String text = Files.readString(Dockerfile.ROOT.resolve("docker").resolve(file));
            assertThat(SAID.matcher(text)
                            .results()
                            .map(each -> each.group(1))
                            .filter(each -> !each.startsWith("POSTGRES_")))
                    .as(file)
                    .isNotEmpty()
                    .isSubsetOf(known);
        }
        assertThat(Dockerfile.all().stream()
                        .flatMap(each -> Dockerfile.read(each).all("ENV").stream())
                        .flatMap(each -> each.pairs().keySet().stream())
                        .filter(each -> each.startsWith("FLUXY_")))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    /** Every word in the sources that could be the name of a setting. */
    private static Set<String> known() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            return sources.filter(each -> each.toString().endsWith(".java"))
                    .flatMap(each -> NAME.matcher(text(each)).results())
                    .map(each -> each.group(1))
                    .collect(Collectors.toSet());
        }
    }

    /** By itself, or by the image that is built for it. */
    private static boolean hasHealthcheck(JsonNode service) {
        if (service.has("healthcheck")) {
            return true;
        }
        Path dockerfile =
                Dockerfile.ROOT.resolve(service.at("/build/dockerfile").asText());
        return !Dockerfile.read(dockerfile).finalStage().all("HEALTHCHECK").isEmpty();
    }

    private static Map<String, JsonNode> services(List<String> files) {
        YAMLMapper yaml = new YAMLMapper();
        ObjectNode merged = yaml.createObjectNode();
        try {
            ObjectReader merging = yaml.readerForUpdating(merged);
            for (String file : files) {
                merging.readValue(text(Dockerfile.ROOT.resolve("docker").resolve(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, JsonNode> services = new LinkedHashMap<>();
        merged.path("services").properties().forEach(each -> services.put(each.getKey(), each.getValue()));
        return services;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
