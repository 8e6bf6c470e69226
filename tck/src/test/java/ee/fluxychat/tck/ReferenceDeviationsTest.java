package ee.fluxychat.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.spec.ClauseCatalogue;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Holds the clauses and the files that speak of them together: the reference's deviations and the exclusions. */
class ReferenceDeviationsTest {

    private final Map<String, Object> deviations = read("/reference-deviations.yaml");
    private final Map<String, Object> exclusions = read("/exclude-list.yaml");

    @Test
    void everyDeviationNamesClausesThatExist() {
        List<String> ids =
                ClauseCatalogue.shipped().entries().stream().map(Entry::id).toList();

        assertThat(deviations()).allSatisfy(each -> assertThat(clauses(each))
                .as("clauses of %s", each.get("id"))
                .isNotEmpty()
                .isSubsetOf(ids));
    }

    @Test
    void noClauseStandsUnderTwoDeviations() {
        assertThat(deviations().stream().flatMap(each -> clauses(each).stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyDeviationHasItsOwnNameAfterThePlaceInTheProtocol() {
        List<String> names = deviations().stream().map(each -> text(each, "id")).toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(each -> each.matches("REF-\\d(\\.\\d+)?-\\d+"));
        assertThat(deviations()).allSatisfy(each -> assertThat(text(each, "reason"))
                .as("reason of %s", each.get("id"))
                .startsWith("protocol " + sectionOf(text(each, "id")))
                .endsWith("."));
    }

    @Test
    void everyDeviationEnds() {
        assertThat(deviations()).allSatisfy(each -> assertThat((Date) each.get("expires"))
                .as("end of %s", each.get("id"))
                .isAfter((Date) each.get("since")));
    }

    @Test
    void canBeNamedOnTheCommandLine() {
        CommandRun run = CommandRun.of(
                "run",
                "--target",
                "http://localhost:1",
                "--key",
                "k",
                "--deviations",
                "reference",
                "--only",
                "HEALTH-OK-1");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).startsWith("cannot connect");
    }

    @Test
    void saysWhoDeviates() {
        assertThat(text(deviations, "target")).isNotBlank();
    }

    @Test
    void noClauseIsExcluded() {
        assertThat(exclusions).containsEntry("version", 1).containsEntry("exclusions", List.of());
    }

    private List<Map<?, ?>> deviations() {
        return list(deviations, "deviations").stream()
                .<Map<?, ?>>map(each -> (Map<?, ?>) each)
                .toList();
    }

    private static List<String> clauses(Map<?, ?> deviation) {
        return list(deviation, "clauses").stream().map(String.class::cast).toList();
    }

    /** {@code 7.1} of {@code REF-7.1-3}. */
    private static String sectionOf(String id) {
        return id.substring(id.indexOf('-') + 1, id.lastIndexOf('-'));
    }

    private static List<?> list(Map<?, ?> map, String name) {
        if (map.get(name) instanceof List<?> list) {
            return list;
        }
        throw new AssertionError(name + " is no list: " + map);
    }

    private static String text(Map<?, ?> map, String name) {
        if (map.get(name) instanceof String text) {
            return text;
        }
        throw new AssertionError(name + " is no text: " + map);
    }

    private static Map<String, Object> read(String resource) {
        try (InputStream yaml = ClauseCatalogue.class.getResourceAsStream(resource)) {
            assertThat(yaml).as(resource).isNotNull();
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
