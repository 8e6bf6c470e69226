package ee.fluxychat.tck;

import ee.fluxychat.tck.report.CaseResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Keeps the results of a clause with a deviation until its last case has ended: only then is it known whether the deviations file is out of
 * date. All other results go through. For one thread.
 */
final class Held {

    private final Map<String, Integer> left = new HashMap<>();
    private final List<CaseResult> held = new ArrayList<>();
    private final Predicate<String> isExcused;
    private final UnaryOperator<List<CaseResult>> judging;
    private final Consumer<CaseResult> ended;

    Held(
            List<Case> cases,
            Predicate<String> isExcused,
            UnaryOperator<List<CaseResult>> judging,
            Consumer<CaseResult> ended) {
        cases.forEach(each -> left.merge(each.clause(), 1, Integer::sum));
        this.isExcused = isExcused;
        this.judging = judging;
        this.ended = ended;
    }

    void take(CaseResult result) {
        String clause = result.clause().id();
        if (!isExcused.test(clause)) {
            ended.accept(result);
            return;
        }
        held.add(result);
        if (left.merge(clause, -1, Integer::sum) == 0) {
            release(held.stream()
                    .filter(each -> each.clause().id().equals(clause))
                    .toList());
        }
    }

    /** No further case is played. */
    void releaseAll() {
        release(List.copyOf(held));
    }

    private void release(List<CaseResult> results) {
        held.removeAll(results);
        judging.apply(results).forEach(ended);
    }
}
