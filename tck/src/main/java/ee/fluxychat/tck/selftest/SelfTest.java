package ee.fluxychat.tck.selftest;

import ee.fluxychat.tck.Kit;
import ee.fluxychat.tck.Manner;
import ee.fluxychat.tck.Selection;
import ee.fluxychat.tck.cases.Chapters;
import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.provision.Tenant;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.RateLimits;
import ee.fluxychat.tck.target.TargetOptions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plays the kit against the truthful server and against liars. A liar is judged quickly first; a lie that is missed there, and what fails
 * there and should not, are judged again as a target would be, with all patience, before they count. Thread-safe.
 */
public final class SelfTest {

    // nothing but the kit's own machine answers here: what has not come after a second and a half does not come
    private static final double QUICK = 0.15;
    private static final int BURST = 12;
    private static final Selection RATES = Selection.only("RATE");
    private static final Selection REST = Selection.all().except("RATE");

    /**
     * Where no lie is about them: without the cases that wait for a token to end, and without those that look at every frame and answer,
     * since most lies show there, too.
     */
    private static final Selection QUICK_REST =
            Selection.all().except("RATE", "CLOSE-EXPIRED-1", "SSE-CLOSE-1", "CONTRACT", "PRIV-SEE-1", "HOOK");

    /** Lies about webhooks show there, and to who looks at every delivery. */
    private static final Selection HOOKS = Selection.only("HOOK", "PRIV-SEE-1");

    private static final Selection CRASH = Selection.only("DUR");
    private static final Selection NODES = Selection.only("CLUSTER");
    private static final Set<String> SLOW =
            Set.of("CLOSE-EXPIRED-1", "SSE-CLOSE-1", "CONTRACT-HTTP-1", "CONTRACT-FRAME-1", "PRIV-SEE-1");

    /** Clauses that are judged over other transports than WebSocket. */
    private static final Set<String> OVER_OTHERS = Chapters.all().stream()
            .flatMap(each -> Stream.of(each.getDeclaredMethods()))
            .map(each -> each.getAnnotation(Clause.class))
            .filter(each -> each != null && !Set.of(each.over()).equals(Set.of(Transport.WS)))
            .map(Clause::value)
            .collect(Collectors.toUnmodifiableSet());

    /** What one liar was caught at: the clauses that failed as declared, the transports over which its own did, and those that failed though they should not. */
    public record Catch(Lie lie, Set<String> caught, Set<Transport> over, List<CaseResult> falseAlarms) {

        /** Whether the clause that the liar breaks was seen to be broken. */
        public boolean isCaught() {
            return caught.contains(lie.clause());
        }
    }

    private SelfTest() {}

    /** What fails at the server that tells the truth: nothing, if the kit is right. */
    public static List<CaseResult> failuresOfTheTruth() {
        List<CaseResult> wrong =
                new ArrayList<>(wrong(run(new Rules(), REST, Manner.usual().strictly(), 1, RateLimits.OFF)));
        wrong.addAll(wrong(run(new Rules(), CRASH, Manner.usual().strictly(), 1, RateLimits.OFF)));
        wrong.addAll(wrong(run(new Rules(), NODES, Manner.usual().strictly(), 1, RateLimits.OFF)));
        wrong.addAll(wrong(run(new Limited(), RATES, Manner.usual().strictly(), 1, RateLimits.ON)));
        return wrong;
    }

    /** Judges one liar. */
    public static Catch judge(Lie lie) {
        List<CaseResult> quick = new ArrayList<>();
        for (Selection each : selections(lie)) {
            quick.addAll(wrong(run(lie, each, Manner.usual().strictly().once(), QUICK)));
        }
        Set<String> caught = failed(quick);
        caught.retainAll(lie.breaks());
        Set<String> doubtful = quick.stream()
                .filter(each -> !lie.breaks().contains(each.clause().id()))
                .flatMap(each -> Stream.of(each.pattern().split(","))) // with the cases in which it was seen
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!caught.contains(lie.clause())) {
            doubtful.add(lie.clause());
        }
        List<CaseResult> slow = doubtful.isEmpty() ? List.of() : wrong(patiently(lie, doubtful));
        if (failed(slow).contains(lie.clause())) {
            caught.add(lie.clause());
        }
        return new Catch(
                lie,
                caught,
                Stream.concat(quick.stream(), slow.stream())
                        .filter(each -> each.clause().id().equals(lie.clause()))
                        .map(each -> each.transport().orElse(Transport.WS))
                        .collect(Collectors.toCollection(TreeSet::new)),
                slow.stream().filter(each -> isFalseAlarm(lie, each)).toList());
    }

    /** A failure that the lie does not explain; and whatever is no failure but unclear or gone, since a lie is told every time. */
    private static boolean isFalseAlarm(Lie lie, CaseResult wrong) {
        return wrong.verdict() != Verdict.FAIL
                || !lie.breaks().contains(wrong.clause().id());
    }

    /** What failed for sure; recommendations do, too, since the kit is strict here. */
    private static Set<String> failed(List<CaseResult> results) {
        return clauses(
                results.stream().filter(each -> each.verdict() == Verdict.FAIL).toList());
    }

    private static RunResult patiently(Lie lie, Set<String> clauses) {
        return run(
                lie,
                Selection.only(clauses.toArray(String[]::new)),
                Manner.usual().strictly(),
                1);
    }

    private static Set<String> clauses(List<CaseResult> results) {
        return results.stream().map(each -> each.clause().id()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * A lie about streams is looked for over every transport; any other over WebSocket, and over the others only where it is to be found:
     * that they are not alarmed without a reason is seen at the truth, and all over again would take twice the time.
     */
    private static List<Selection> selections(Lie lie) {
        if (lie.clause().startsWith("SSE-")) {
            return List.of(selection(lie));
        }
        List<Selection> all = new ArrayList<>(List.of(selection(lie).over(Transport.WS)));
        if (lie.breaks().stream().anyMatch(OVER_OTHERS::contains)) {
            all.add(Selection.only(lie.breaks().toArray(String[]::new)).over(Transport.SSE, Transport.POLL));
        }
        return all;
    }

    private static Selection selection(Lie lie) {
        if (lie.limited()) {
            return RATES;
        } else if (lie.clause().startsWith("DUR-")) {
            return CRASH;
        } else if (lie.clause().startsWith("CLUSTER-")) {
            return NODES;
        } else if (lie.clause().startsWith("HOOK-")) {
            return HOOKS;
        }
        return lie.breaks().stream().anyMatch(SLOW::contains) ? REST : QUICK_REST;
    }

    private static List<CaseResult> wrong(RunResult result) {
        return result.cases().stream()
                .filter(each -> each.verdict() == Verdict.FAIL
                        || each.verdict() == Verdict.INCONCLUSIVE
                        || each.verdict() == Verdict.UNREACHABLE)
                .toList();
    }

    private static RunResult run(Lie lie, Selection selection, Manner manner, double scale) {
        return run(lie.rules().get(), selection, manner, scale, lie.limited() ? RateLimits.ON : RateLimits.OFF);
    }

    private static RunResult run(Rules rules, Selection selection, Manner manner, double scale, RateLimits limits) {
        try (TruthfulServer server = new TruthfulServer(rules)) {
            Tenant home = new Tenant(server.key(), Optional.of(server.secret()), Map.of());
            TargetOptions target = TargetOptions.of(server.uri(), home)
                    .with(limits)
                    .scaled(scale)
                    .bursting(BURST)
                    .with(List.of(server.otherUri()))
                    .with(server);
            return Kit.on(target, manner).run(selection, each -> {});
        }
    }

    /** The truth with the protocol's rate limits. */
    static class Limited extends Rules {
        @Override
        int perMinute() {
            return 60;
        }

        @Override
        int mintsPerMinute() {
            return 30;
        }
    }
}
