package ee.fluxychat.tck;

import ee.fluxychat.tck.cases.Chapters;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.spec.ClauseCatalogue;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the cases: in the order of the chapters, and in a chapter in the order of {@code clauses.json}. */
final class CaseFinder {

    private static final Map<ClauseCatalogue, List<Case>> FOUND = new ConcurrentHashMap<>();

    private CaseFinder() {}

    static List<Case> all(ClauseCatalogue catalogue) {
        return FOUND.computeIfAbsent(catalogue, CaseFinder::find);
    }

    private static List<Case> find(ClauseCatalogue catalogue) {
        List<String> order =
                catalogue.entries().stream().map(ClauseCatalogue.Entry::id).toList();
        List<Case> cases = new ArrayList<>();
        for (Class<?> each : Chapters.all()) {
            cases.addAll(of(each, order));
        }
        return List.copyOf(cases);
    }

    /** The cases by the id of the clause they judge. */
    static Map<String, List<Case>> byClause(ClauseCatalogue catalogue) {
        return all(catalogue).stream().collect(Collectors.groupingBy(Case::clause));
    }

    private static List<Case> of(Class<?> type, List<String> order) {
        String chapter = type.getAnnotation(Chapter.class).value();
        return Arrays.stream(type.getDeclaredMethods())
                .filter(each -> each.isAnnotationPresent(Clause.class))
                .flatMap(each -> overEach(each, chapter))
                .sorted(Comparator.comparingInt((Case each) -> order.indexOf(each.clause()))
                        .thenComparing((Case each) -> each.method().getName())
                        .thenComparing(Case::transport))
                .toList();
    }

    private static Stream<Case> overEach(Method method, String chapter) {
        Clause clause = method.getAnnotation(Clause.class);
        return Arrays.stream(clause.over()).map(each -> new Case(clause.value(), chapter, method, each));
    }

    /** Makes the instance that a case's method is called on. */
    static Object instance(Method method, Object scene) throws ReflectiveOperationException {
        var constructor = method.getDeclaringClass().getDeclaredConstructor(scene.getClass());
        constructor.setAccessible(true);
        return constructor.newInstance(scene);
    }
}
