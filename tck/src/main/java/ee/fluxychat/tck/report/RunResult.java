package ee.fluxychat.tck.report;

import ee.fluxychat.tck.spec.Level;
import java.util.List;

/** How a run ended: every case in order, and whether the run was stopped because nothing could connect any more. */
public record RunResult(List<CaseResult> cases, boolean stopped) {

    /** How many cases of this level ended so. */
    public long count(Level level, Verdict verdict) {
        return cases.stream()
                .filter(each -> each.clause().level() == level && each.verdict() == verdict)
                .count();
    }

    /** How many cases ended so. */
    public long count(Verdict verdict) {
        return cases.stream().filter(each -> each.verdict() == verdict).count();
    }

    /** Whether every binding clause that could be judged holds. */
    public boolean isConformant() {
        return !stopped && count(Verdict.FAIL) == 0 && count(Verdict.UNREACHABLE) == 0;
    }
}
