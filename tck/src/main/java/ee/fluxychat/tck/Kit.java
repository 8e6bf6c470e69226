package ee.fluxychat.tck;

import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Unreachable;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Finding;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.spec.ClauseCatalogue;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import ee.fluxychat.tck.spec.Level;
import ee.fluxychat.tck.target.Scene;
import ee.fluxychat.tck.target.Skipped;
import ee.fluxychat.tck.target.Target;
import ee.fluxychat.tck.target.TargetOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Judges one target: each case in a scene of its own, one after another, so that one failure says nothing about the next case. The way in
 * for programs: {@code Kit.on(TargetOptions.of(url, key)).run(Selection.all(), each -> …)}. For one thread.
 */
public final class Kit {

    private static final int UNREACHABLE_IN_A_ROW = 3;

    private final ClauseCatalogue catalogue = ClauseCatalogue.shipped();
    private final Target target;
    private final boolean strict;

    private Kit(Target target, boolean strict) {
        this.target = target;
        this.strict = strict;
    }

    /** Reaches the target and gets what is needed there; fails with {@code Unreachable} or {@code ProvisioningFailed}. */
    public static Kit on(TargetOptions options) {
        return new Kit(Target.reach(options), false);
    }

    /** The same kit, to which a recommendation binds like a demand. */
    public Kit strict() {
        return new Kit(target, true);
    }

    /** The cases that judge the selected clauses, in the order in which they are run. */
    public List<Case> cases(Selection selection) {
        return CaseFinder.all(catalogue).stream()
                .filter(each -> selection.takes(each.clause()))
                .toList();
    }

    /** Runs the selected cases and tells of each as it ends. Stops when three in a row cannot connect: that server is not wrong but dead. */
    public RunResult run(Selection selection, Consumer<CaseResult> ended) {
        List<CaseResult> results = new ArrayList<>();
        int unreachable = 0;
        for (Case each : cases(selection)) {
            CaseResult result = run(each);
            results.add(result);
            ended.accept(result);
            unreachable = result.verdict() == Verdict.UNREACHABLE ? unreachable + 1 : 0;
            if (unreachable == UNREACHABLE_IN_A_ROW) {
                return new RunResult(results, true);
            }
        }
        return new RunResult(results, false);
    }

    /** Runs one case. */
    public CaseResult run(Case each) {
        long start = System.nanoTime();
        Scene scene = new Scene(target);
        try (scene) {
            play(each.method(), scene);
            scene.requireOpenConnections();
            return result(each, scene, start, Verdict.OK, Optional.empty(), "");
        } catch (Mismatch mismatch) {
            Finding finding = new Finding(mismatch.what(), mismatch.expected(), mismatch.actual());
            return result(each, scene, start, whenWrong(each), Optional.of(finding), "");
        } catch (Skipped skipped) {
            return result(each, scene, start, Verdict.SKIP, Optional.empty(), String.valueOf(skipped.getMessage()));
        } catch (Unreachable gone) {
            return result(each, scene, start, Verdict.UNREACHABLE, Optional.empty(), String.valueOf(gone.getMessage()));
        } catch (RuntimeException | ReflectiveOperationException stumbled) {
            Finding finding = new Finding("the kit itself", "to judge", "it stumbled: " + origin(stumbled));
            return result(each, scene, start, whenWrong(each), Optional.of(finding), "");
        }
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
        return strict || catalogue.entry(each.clause()).level() == Level.MUST ? Verdict.FAIL : Verdict.WARN;
    }

    private CaseResult result(
            Case each, Scene scene, long start, Verdict verdict, Optional<Finding> finding, String reason) {
        Entry clause = catalogue.entry(each.clause());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new CaseResult(
                each.chapter(),
                clause,
                each.claim(),
                verdict,
                finding,
                reason,
                took,
                scene.transcript().lines());
    }
}
