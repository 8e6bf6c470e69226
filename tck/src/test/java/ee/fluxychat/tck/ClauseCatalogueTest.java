package ee.fluxychat.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.cases.Chapters;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.spec.ClauseCatalogue;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import ee.fluxychat.tck.spec.Profile;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the clauses and the cases together. */
class ClauseCatalogueTest {

    private static final int LONGEST_TEXT = 240;
    private static final int FEWEST_WORDS_OF_A_REASON = 4;

    /** What the contract speaks of. None of it may be forgotten; more may come. */
    private static final List<String> AREAS = List.of("""
            HEALTH AUTH TENANT ROOM MEMBER CONN PRES FRAME MSG EDIT DEL REACT READ TYPE EVENT ORDER IDEM STREAM WHISPER EXPIRE
            HIST RESUME ERROR CORS SEC REST DELIV BODY DRAFT BLOCK SDK LIMIT RATE QUOTA SSE POLL USER CLOSE MOD REPORT SEARCH
            EXPORT FILE HOOK AGENT GUEST DEMO OPS PRIV GDPR DUR CLUSTER PERF""".split("\\s+"));

    private final ClauseCatalogue catalogue = ClauseCatalogue.shipped();

    @Test
    void everyClauseHasEitherACaseOrAReason() {
        Set<String> cited = cited();

        assertThat(catalogue.entries())
                .as("clauses without a case, and only those, say why in \"untested\"")
                .allSatisfy(each ->
                        assertThat(each.untested().isPresent()).as(each.id()).isNotEqualTo(cited.contains(each.id())));
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
    void noAreaStandsInTwoPlaces() {
        List<String> blocks = new ArrayList<>();
        for (Entry each : catalogue.entries()) {
            if (blocks.isEmpty() || !blocks.get(blocks.size() - 1).equals(area(each))) {
                blocks.add(area(each));
            }
        }

        assertThat(blocks).as("areas in the order of clauses.json").doesNotHaveDuplicates();
    }

    @Test
    void noAreaOfTheContractIsForgotten() {
        assertThat(catalogue.entries().stream().map(ClauseCatalogueTest::area)).containsAll(AREAS);
    }

    @Test
    void everyProfileHasClauses() {
        assertThat(catalogue.entries().stream().map(Entry::profile)).contains(Profile.values());
    }

    @Test
    void everyTextIsShortAndItsOwn() {
        assertThat(catalogue.entries().stream().map(Entry::text))
                .doesNotHaveDuplicates()
                .allSatisfy(each -> assertThat(each).hasSizeLessThanOrEqualTo(LONGEST_TEXT));
    }

    @Test
    void everyReasonSaysSomething() {
        assertThat(catalogue.entries().stream().flatMap(each -> each.untested().stream()))
                .allSatisfy(each -> assertThat(each.split(" ")).hasSizeGreaterThanOrEqualTo(FEWEST_WORDS_OF_A_REASON));
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

    private static String area(Entry entry) {
        return entry.id().substring(0, entry.id().indexOf('-'));
    }

    private static Set<String> cited() {
        return Chapters.all().stream()
                .flatMap(each -> Stream.of(each.getDeclaredMethods()))
                .filter(each -> each.isAnnotationPresent(Clause.class))
                .map(each -> each.getAnnotation(Clause.class).value())
                .collect(Collectors.toSet());
    }
}
