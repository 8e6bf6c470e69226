package ee.fluxychat.tck.report.folder;

import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.spec.Level;
import java.util.List;

/** All that a report tells: the run, and the clauses that were selected and that it did not judge. Immutable. */
public record Report(RunResult result, List<Unjudged> unjudged) {

    /** How many cases ended in one of these ways. */
    public long count(List<Verdict> verdicts) {
        return verdicts.stream().mapToLong(result::count).sum();
    }

    /** How many clauses of this level no case judged. */
    public long unjudged(Level level) {
        return unjudged.stream().filter(each -> each.clause().level() == level).count();
    }
}
