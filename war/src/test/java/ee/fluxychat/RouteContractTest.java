package ee.fluxychat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.servlet.annotation.WebFilter;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The routes of {@code openapi.yaml} are the ones that resources serve, and filters that answer a path of their own. */
class RouteContractTest {

    private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");

    @Test
    void describesEveryRouteAndNoOther() {
        assertThat(described()).containsExactlyInAnyOrderElementsOf(served());
    }

    private static Set<String> described() {
        Set<String> routes = new TreeSet<>();
        Contract.OPENAPI.get("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> {
                    if (VERBS.contains(operation.getKey()) && isServedByResources(operation.getValue())) {
                        routes.add(route(operation.getKey(), path.getKey()));
                    }
                }));
        return routes;
    }

    private static boolean isServedByResources(JsonNode operation) {
        return !Contract.isPlanned(operation) && !operation.path("x-websocket").asBoolean();
    }

    private static Set<String> served() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("ee.fluxychat");
        Set<String> routes = new TreeSet<>();
        classes.stream().filter(each -> each.isAnnotatedWith(Path.class)).forEach(resource -> resource.getMethods()
                .forEach(method -> verbs(method).forEach(verb -> routes.add(route(verb, path(resource, method))))));
        classes.stream()
                .flatMap(each -> each.tryGetAnnotationOfType(WebFilter.class).stream())
                .flatMap(filter -> Stream.of(filter.urlPatterns()))
                .filter(pattern -> !pattern.contains("*"))
                .forEach(path -> routes.add(route("get", path)));
        return routes;
    }

    private static Stream<String> verbs(JavaMethod method) {
        return method.getAnnotations().stream()
                .map(each -> each.getRawType().tryGetAnnotationOfType(HttpMethod.class))
                .flatMap(Optional::stream)
                .map(HttpMethod::value);
    }

    private static String path(JavaClass resource, JavaMethod method) {
        String below =
                method.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
        return String.join("/", resource.getAnnotationOfType(Path.class).value(), below);
    }

    /** Parameters lose their names and patterns: they are the contract's to choose. */
    private static String route(String verb, String path) {
        String plain = ("/" + path).replaceAll("\\{[^/]*}", "{}").replaceAll("/+", "/");
        String trimmed = plain.length() > 1 && plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
        return verb.toUpperCase(Locale.ROOT) + " " + trimmed;
    }
}
