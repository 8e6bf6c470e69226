package ee.fluxychat.tck;

import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Unreachable;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Closing;
import ee.fluxychat.tck.report.Ending;
import ee.fluxychat.tck.report.Finding;
import ee.fluxychat.tck.report.KitIdentity;
import ee.fluxychat.tck.report.RunFacts;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.spec.ClauseCatalogue;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import ee.fluxychat.tck.spec.Deviations.Deviation;
import ee.fluxychat.tck.spec.ExcludeList;
import ee.fluxychat.tck.spec.ExcludeList.Exclusion;
import ee.fluxychat.tck.spec.Level;
import ee.fluxychat.tck.target.ControlFailed;
import ee.fluxychat.tck.target.LongListener;
import ee.fluxychat.tck.target.ProvisioningFailed;
import ee.fluxychat.tck.target.Scene;
import ee.fluxychat.tck.target.Skipped;
import ee.fluxychat.tck.target.Target;
import ee.fluxychat.tck.target.TargetOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges one target: each case in a scene of its own, one after another, so that one failure says nothing about the next case. The way in
 * for programs: {@code Kit.on(TargetOptions.of(url, key)).run(Selection.all(), each -> …)}. For one thread, but for {@link #interrupt}.
 */
public final class Kit {

    private static final int UNREACHABLE_IN_A_ROW = 3;

    /** What somebody has to listen for all through a run. */
    private static final String LISTENED = "ORDER-ALONG-1";

    private final ClauseCatalogue catalogue = ClauseCatalogue.shipped();
    private final ExcludeList excluded = ExcludeList.shipped();
    private final AtomicBoolean interrupted = new AtomicBoolean();

    /** Whose thread plays; guarded by {@link #interrupted}. */
    private @Nullable Thread playing;

    private final Instant startedAt = Instant.now();
    private final Target target;
    private final Manner manner;
    private int unreachable;

    private Kit(Target target, Manner manner) {
        this.target = target;
        this.manner = manner;
    }

    /** Reaches the target and gets what is needed there; fails with {@code Unreachable} or {@code ProvisioningFailed}. */
    public static Kit on(TargetOptions options) {
        return on(options, Manner.usual());
    }

    /** The same, to be played in this manner. */
    public static Kit on(TargetOptions options, Manner manner) {
        return new Kit(Target.reach(options), manner);
    }

    /** The cases that judge the selected clauses, in the order in which they are run. */
    public List<Case> cases(Selection selection) {
        List<Case> cases = new ArrayList<>(selected(selection));
        manner.seed().ifPresent(seed -> Collections.shuffle(cases, new Random(seed)));
        // what was seen all along is judged when all has been seen
        cases.sort(Comparator.comparing(Case::isAlongside));
        return cases;
    }

    private List<Case> selected(Selection selection) {
        return CaseFinder.all(catalogue).stream()
                .filter(each -> selection.takes(catalogue.entry(each.clause())) && selection.plays(each.transport()))
                .toList();
    }

    /** All that the run was provided with and that opens doors, for reports to leave out. */
    public List<String> secrets() {
        return target.secrets();
    }

    /** Ends the run in the middle of the case that is being played, of which nothing is said then. Thread-safe. */
    public void interrupt() {
        synchronized (interrupted) {
            interrupted.set(true);
            if (playing != null) {
                playing.interrupt();
            }
        }
    }

    /**
     * Runs the selected cases and tells of each as it ends. Stops when three in a row cannot connect: that server is not wrong but dead.
     * Removes what it made at the target, as far as the target allows.
     */
    public RunResult run(Selection selection, Consumer<CaseResult> ended) {
        List<CaseResult> results = new ArrayList<>();
        Held held =
                new Held(cases(selection), this::isExcused, some -> withStaleDeviations(some, selection), result -> {
                    results.add(result);
                    ended.accept(result);
                });
        plays(Thread.currentThread());
        Ending ending = play(selection, held::take);
        plays(null);
        held.releaseAll();
        List<String> order = CaseFinder.all(catalogue).stream().map(Case::where).toList();
        results.sort(Comparator.comparingInt(each -> order.indexOf(each.name())));
        switch (ending) {
            case UNREACHABLE, INTERRUPTED -> target.keep(ending.words());
            case COMPLETE, BUDGET -> target.cleanUp();
        }
        return new RunResult(facts(selection), List.copyOf(results), ending);
    }

    /** What comes after the last case is not to be interrupted. */
    private void plays(@Nullable Thread thread) {
        synchronized (interrupted) {
            playing = thread;
            if (thread == null) {
                Thread.interrupted();
            }
        }
    }

    private RunFacts facts(Selection selection) {
        return new RunFacts(
                target.run(),
                target.base().toString(),
                startedAt,
                Duration.between(startedAt, Instant.now()),
                selection.profiles(),
                selection.patterns(),
                manner.strict(),
                manner.seed(),
                manner.command(),
                KitIdentity.current(),
                target.notes(),
                catalogue.entries().stream()
                        .filter(each -> each.isPending() && each.isNeededForClaim())
                        .collect(Collectors.groupingBy(Entry::profile, Collectors.counting())),
                manner.about());
    }

    private Ending play(Selection selection, Consumer<CaseResult> ended) {
        List<Case> cases = cases(selection);
        if (cases.stream().noneMatch(Case::isAlongside)) {
            target.onlooker().looksAway();
        }
        if (cases.stream().anyMatch(each -> each.clause().equals(LISTENED))) {
            target.startsListening();
        }
        for (Case each : cases) {
            target.longListener().ifPresent(LongListener::saysThatHeIsThere);
            if (interrupted.get()) {
                return Ending.INTERRUPTED;
            } else if (Duration.between(startedAt, Instant.now()).compareTo(manner.budget()) > 0) {
                return Ending.BUDGET;
            }
            CaseResult result = run(each);
            if (interrupted.get() && result.verdict() != Verdict.OK) {
                return Ending.INTERRUPTED;
            }
            ended.accept(result);
            unreachable = result.verdict() == Verdict.UNREACHABLE ? unreachable : 0;
            if (unreachable == UNREACHABLE_IN_A_ROW) {
                return Ending.UNREACHABLE;
            }
        }
        return interrupted.get() ? Ending.INTERRUPTED : Ending.COMPLETE;
    }

    /** Runs one case; when it goes wrong, twice more in fresh rooms, and only what is wrong each time is a failure. */
    public CaseResult run(Case each) {
        Optional<Exclusion> exclusion = excluded.of(each.where());
        if (exclusion.isPresent()) {
            return excluded(each, exclusion.get());
        }
        CaseResult first = attempt(each, 1);
        if (!isWrong(first)) {
            return first;
        }
        for (int attempt = 2; attempt <= manner.attempts() && !interrupted.get(); attempt++) {
            target.forgets();
            seesAgain(each, attempt);
            CaseResult again = attempt(each, attempt);
            if (!isWrong(again)) {
                return deviating(first.after(attempt)
                        .judged(
                                Verdict.INCONCLUSIVE,
                                "attempt " + attempt + " of " + manner.attempts() + ", in fresh rooms, was "
                                        + again.verdict().word()));
            }
        }
        return deviating(first.after(manner.attempts()));
    }

    /** What was seen along with some case is looked for where it was seen: that case is played again. Who still listens is heard out again. */
    private void seesAgain(Case judged, int attempt) {
        target.forgetsWhatIsStillHeard();
        target.onlooker()
                .sight(judged.clause())
                .flatMap(sight -> CaseFinder.all(catalogue).stream()
                        .filter(each -> each.where().equals(sight.during()))
                        .findFirst())
                .ifPresent(seen -> {
                    target.onlooker().forget(judged.clause());
                    attempt(seen, attempt);
                });
    }

    private static boolean isWrong(CaseResult result) {
        return result.verdict() == Verdict.FAIL || result.verdict() == Verdict.WARN;
    }

    private CaseResult excluded(Case each, Exclusion why) {
        return new CaseResult(
                each.chapter(),
                catalogue.entry(each.clause()),
                each.where(),
                each.claim(),
                each.told(),
                Verdict.EXCLUDED,
                Optional.empty(),
                why.reason() + " (" + why.challenge() + ")",
                Closing.none(),
                Duration.ZERO,
                0,
                List.of(),
                List.of());
    }

    private boolean isExcused(String clause) {
        return manner.deviations().of(clause, LocalDate.now(ZoneOffset.UTC)).isPresent();
    }

    private CaseResult deviating(CaseResult wrong) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Optional<Deviation> admitted = manner.deviations().of(wrong.clause().id(), today);
        return admitted.map(each -> each.isInForce(today)
                        ? wrong.judged(Verdict.DEVIATION, each.id() + ": " + each.reason())
                        : wrong.judged(
                                Verdict.STALE,
                                each.id() + " holds from " + each.since() + " to " + each.expires() + " only"))
                .orElse(wrong);
    }

    /** A deviation none of whose cases goes wrong any more has to leave the file. */
    private List<CaseResult> withStaleDeviations(List<CaseResult> results, Selection selection) {
        if (!selection.transports().equals(Selection.EVERY_TRANSPORT)) {
            // what goes well over these may go wrong over the others
            return results;
        }
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return results.stream()
                .map(result -> {
                    Optional<Deviation> admitted =
                            manner.deviations().of(result.clause().id(), today);
                    boolean passes = admitted.isPresent()
                            && results.stream()
                                    .filter(each -> each.clause()
                                            .id()
                                            .equals(result.clause().id()))
                                    .allMatch(each -> each.verdict() == Verdict.OK);
                    return passes
                            ? result.judged(
                                    Verdict.STALE,
                                    admitted.get().id() + " says that this is not so, but it is: take the clause out")
                            : result;
                })
                .toList();
    }

    private CaseResult attempt(Case each, int number) {
        long start = System.nanoTime();
        Scene scene = new Scene(target, each.where(), each.transport());
        try (scene) {
            play(each.method(), scene);
            scene.requireOpenConnections();
            target.onlooker()
                    .recorded(each.where(), scene.transcript().history().events());
            return result(each, scene, start, number, Verdict.OK, Optional.empty(), "");
        } catch (Mismatch mismatch) {
            Finding finding = new Finding(
                    mismatch.what(),
                    mismatch.expected(),
                    mismatch.actual(),
                    scene.lastRead(),
                    clausesOf(scene.seenIn()));
            return result(each, scene, start, number, whenWrong(each), Optional.of(finding), "");
        } catch (Skipped skipped) {
            return result(
                    each, scene, start, number, Verdict.SKIP, Optional.empty(), String.valueOf(skipped.getMessage()));
        } catch (ControlFailed failed) { // the target is there, but not to be killed
            return gone(each, scene, start, number, failed);
        } catch (Unreachable
                | ProvisioningFailed gone) { // no way in, or no token to go in with: nothing is said about the clause
            unreachable++;
            return gone(each, scene, start, number, gone);
        } catch (RuntimeException | ReflectiveOperationException stumbled) {
            Finding finding = new Finding("the kit itself", "to judge", "it stumbled: " + origin(stumbled));
            return result(each, scene, start, number, whenWrong(each), Optional.of(finding), "");
        }
    }

    private List<String> clausesOf(Set<String> cases) {
        return CaseFinder.all(catalogue).stream()
                .filter(each -> cases.contains(each.where()))
                .map(Case::clause)
                .toList();
    }

    private static void play(Method method, Scene scene) throws ReflectiveOperationException {
        try {
            method.setAccessible(true);
            method.invoke(CaseFinder.instance(method, scene));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Mismatch mismatch) {
                throw mismatch;
            } else if (e.getCause() instanceof RuntimeException inside) {
                throw inside;
            }
            throw e;
        }
    }

    private static String origin(Throwable stumbled) {
        StackTraceElement[] trace = stumbled.getStackTrace();
        return stumbled + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private Verdict whenWrong(Case each) {
        return manner.strict() || catalogue.entry(each.clause()).level() == Level.MUST ? Verdict.FAIL : Verdict.WARN;
    }

    private CaseResult gone(Case each, Scene scene, long start, int number, RuntimeException why) {
        String reason = String.valueOf(why.getMessage());
        return result(each, scene, start, number, Verdict.UNREACHABLE, Optional.empty(), reason);
    }

    private CaseResult result(
            Case each,
            Scene scene,
            long start,
            int attempt,
            Verdict verdict,
            Optional<Finding> finding,
            String reason) {
        Entry clause = catalogue.entry(each.clause());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        boolean isKept = verdict != Verdict.OK || !manner.forgets();
        return new CaseResult(
                each.chapter(),
                clause,
                each.where(),
                each.claim(),
                each.told(),
                verdict,
                finding,
                reason,
                scene.closing(),
                took,
                attempt,
                isKept ? scene.wire() : List.of(),
                isKept ? scene.recording() : List.of());
    }
}
