package ee.fluxychat.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.cases.Chapters;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.spec.ClauseCatalogue;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the clauses and the cases together. */
class ClauseCatalogueTest {

    private final ClauseCatalogue catalogue = ClauseCatalogue.shipped();

    @Test
    void everyClauseHasACaseOrAReason() {
        Set<String> cited = cited();

        assertThat(catalogue.entries())
                .as("clauses without a case say why in \"untested\"")
                .allSatisfy(each -> assertThat(
                                cited.contains(each.id()) || each.untested().isPresent())
                        .as(each.id())
                        .isTrue());
    }

    @Test
    void everyCaseCitesAClause() {
        assertThat(cited())
                .isSubsetOf(catalogue.entries().stream().map(Entry::id).toList());
    }

    @Test
    void idsAreAreaTopicNumber() {
        assertThat(catalogue.entries()).allSatisfy(each -> {
            assertThat(each.id()).matches("[A-Z]+-[A-Z0-9]+-\\d+");
            assertThat(each.text()).endsWith(".");
            assertThat(each.source()).matches("(protocol|design|RFC) .+");
        });
    }

    @Test
    void everyClassOfCasesIsAChapter() throws IOException, URISyntaxException {
        URI classes = Chapters.class.getResource("Chapters.class").toURI();
        Set<String> inPackage = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of(classes).getParent())) {
            files.map(each -> each.getFileName().toString())
                    .filter(each -> each.endsWith("Cases.class"))
                    .forEach(each -> inPackage.add(each.replace(".class", "")));
        }

        assertThat(Chapters.all().stream().map(Class::getSimpleName)).containsExactlyInAnyOrderElementsOf(inPackage);
        assertThat(Chapters.all()).allMatch(each -> each.isAnnotationPresent(Chapter.class));
    }

    private static Set<String> cited() {
        return Chapters.all().stream()
                .flatMap(each -> Stream.of(each.getDeclaredMethods()))
                .filter(each -> each.isAnnotationPresent(Clause.class))
                .map(each -> each.getAnnotation(Clause.class).value())
                .collect(Collectors.toSet());
    }
}
