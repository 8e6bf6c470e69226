package ee.fluxychat.tck.selftest;

import ee.fluxychat.tck.Kit;
import ee.fluxychat.tck.Manner;
import ee.fluxychat.tck.Selection;
import ee.fluxychat.tck.cases.Chapters;
import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.provision.FixtureProvisioner;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.spec.ClauseCatalogue;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
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
 * Plays the kit against the truthful server and against liars. A liar is judged quickly first; over which transports its lie is missed there,
 * and what fails there and should not, is judged again as a target would be, with all patience, before it counts. Thread-safe.
 */
public final class SelfTest {

    private static final ClauseCatalogue CATALOGUE = ClauseCatalogue.shipped();

    // nothing but the kit's own machine answers here: what has not come after a second and a half does not come
    private static final double QUICK = 0.15;
    private static final int BURST = 8;
    private static final Set<String> SLOW = Set.of(
            "CLOSE-EXPIRED-1",
            "SSE-CLOSE-1",
            "CONTRACT",
            "PRIV-SEE-1",
            "ORDER-ALONG-1",
            "AUTH-FORGED",
            "AUTH-CLAIM",
            "AUTH-SECRET-1",
            "BODY-JSON-1",
            "BODY-JSON-2",
            "BODY-JSON-3");

    private static final Selection RATES = Selection.only("RATE");
    private static final Selection REST = Selection.all().except("RATE");

    /**
     * Where no lie is about them: without the cases that wait for a token to end, without those that look at every frame and answer, since
     * most lies show there, too, and without those that knock with bad tokens and bodies at every door, a third of all requests.
     */
    private static final Selection QUICK_REST = Selection.all()
            .except(Stream.concat(Stream.of("RATE", "HOOK"), SLOW.stream()).toArray(String[]::new));

    /** Lies about webhooks show there, and to who looks at every delivery. */
    private static final Selection HOOKS = Selection.only("HOOK", "PRIV-SEE-1");

    private static final Selection CRASH = Selection.only("DUR");
    private static final Selection NODES = Selection.only("CLUSTER");
    /** The transports over which each clause with a case is judged. */
    private static final Map<String, Set<Transport>> OVER = Chapters.all().stream()
            .flatMap(each -> Stream.of(each.getDeclaredMethods()))
            .filter(each -> each.isAnnotationPresent(Clause.class))
            .map(each -> each.getAnnotation(Clause.class))
            .collect(Collectors.groupingBy(
                    Clause::value,
                    Collectors.flatMapping(each -> Stream.of(each.over()), Collectors.toUnmodifiableSet())));

    /** How the truth was judged: what failed there, nothing if the kit is right, and the variants that could be judged. */
    public record Truth(List<CaseResult> failures, Set<Variant> judged) {}

    /** What one liar was caught at: the clauses that failed as declared, the transports over which its own did, and those that failed though they should not. */
    public record Catch(Lie lie, Set<String> caught, Set<Transport> over, List<CaseResult> falseAlarms) {

        /** Whether the clause that the liar breaks was seen to be broken. */
        public boolean isCaught() {
            return caught.contains(lie.clause());
        }

        /** The variants of that clause that were seen to fail. */
        Set<Variant> shown() {
            return over.stream().map(each -> new Variant(lie.clause(), each)).collect(Collectors.toSet());
        }
    }

    private SelfTest() {}

    /** Judges the server that tells the truth, by the clauses of a selection. */
    public static Truth judgeTheTruth(Selection chosen) {
        List<RunResult> runs = Stream.of(REST, CRASH, NODES, RATES)
                .flatMap(each -> judgeTheTruth(each, chosen).stream())
                .toList();
        return new Truth(
                runs.stream().flatMap(each -> wrong(each).stream()).toList(),
                runs.stream()
                        .flatMap(each -> each.cases().stream())
                        .filter(each -> each.verdict().isJudgement())
                        .map(Variant::of)
                        .collect(Collectors.toSet()));
    }

    private static Optional<RunResult> judgeTheTruth(Selection part, Selection chosen) {
        String[] clauses = CATALOGUE.entries().stream()
                .filter(each -> part.takes(each) && chosen.takes(each))
                .map(Entry::id)
                .toArray(String[]::new);
        if (clauses.length == 0) {
            return Optional.empty();
        }
        boolean limited = part.equals(RATES);
        return Optional.of(run(
                limited ? new Limited() : new Rules(),
                Selection.only(clauses),
                Manner.usual().strictly().forgetting(),
                1,
                limited ? RateLimits.ON : RateLimits.OFF));
    }

    /** Judges one liar. */
    public static Catch judge(Lie lie) {
        List<CaseResult> quick = new ArrayList<>();
        for (Selection each : selections(lie)) {
            quick.addAll(wrong(run(lie, each, Manner.usual().strictly().once().forgetting(), QUICK)));
        }
        Set<String> caught = failed(quick);
        caught.retainAll(lie.breaks());
        Set<String> doubtful = quick.stream()
                .filter(each -> !lie.breaks().contains(each.clause().id()))
                .flatMap(each -> Stream.of(each.pattern().split(","))) // with the cases in which it was seen
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<Transport> over = caughtOver(lie, quick);
        Set<Transport> missed = new TreeSet<>(OVER.get(lie.clause()));
        missed.removeAll(over);
        List<CaseResult> slow = new ArrayList<>(patiently(lie, doubtful, Selection.EVERY_TRANSPORT));
        slow.addAll(patiently(lie, Set.of(lie.clause()), missed));
        over.addAll(caughtOver(lie, slow));
        if (!over.isEmpty()) {
            caught.add(lie.clause());
        }
        return new Catch(
                lie,
                caught,
                over,
                slow.stream().filter(each -> isFalseAlarm(lie, each)).toList());
    }

    private static Set<Transport> caughtOver(Lie lie, List<CaseResult> wrong) {
        return wrong.stream()
                .filter(each -> each.verdict() == Verdict.FAIL)
                .map(Variant::of)
                .filter(each -> each.clause().equals(lie.clause()))
                .map(Variant::transport)
                .collect(Collectors.toCollection(TreeSet::new));
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

    /** What is wrong with these clauses over these transports; nothing is, where there are none. */
    private static List<CaseResult> patiently(Lie lie, Set<String> clauses, Set<Transport> transports) {
        if (clauses.isEmpty() || transports.isEmpty()) {
            return List.of();
        }
        Selection selection = Selection.only(clauses.toArray(String[]::new)).over(transports.toArray(Transport[]::new));
        return wrong(run(lie, selection, Manner.usual().strictly().forgetting(), 1));
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
        if (lie.breaks().stream().anyMatch(SelfTest::isJudgedOverOthers)) {
            all.add(Selection.only(lie.breaks().toArray(String[]::new)).over(Transport.SSE, Transport.POLL));
        }
        return all;
    }

    private static boolean isJudgedOverOthers(String clause) {
        return !OVER.getOrDefault(clause, Set.of()).equals(Set.of(Transport.WS));
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
        return lie.breaks().stream().allMatch(each -> QUICK_REST.takes(CATALOGUE.entry(each))) ? QUICK_REST : REST;
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
            TargetOptions target = TargetOptions.of(server.uri(), List.of(new FixtureProvisioner(server.tenants())))
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
