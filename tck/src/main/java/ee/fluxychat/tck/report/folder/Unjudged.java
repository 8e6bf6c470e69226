package ee.fluxychat.tck.report.folder;

import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A clause that was selected and that no case judged, and why. */
public record Unjudged(Entry clause, String reason) {

    /** What the run passed over of these clauses: for want of a case, or because it ended before. */
    public static List<Unjudged> of(RunResult result, Collection<Entry> clauses, Predicate<Entry> selected) {
        Set<String> judged =
                result.cases().stream().map(CaseResult::clause).map(Entry::id).collect(Collectors.toSet());
        String otherwise =
                result.ending().words().isEmpty() ? "no case" : result.ending().words();
        return clauses.stream()
                .filter(selected)
                .filter(each -> !judged.contains(each.id()))
                .map(each -> new Unjudged(each, each.untested().orElse(otherwise)))
                .toList();
    }
}
