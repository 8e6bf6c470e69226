package ee.fluxychat.tck;

import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.ConsoleReport;
import ee.fluxychat.tck.report.ExitCode;
import ee.fluxychat.tck.selftest.Lie;
import ee.fluxychat.tck.selftest.Lies;
import ee.fluxychat.tck.selftest.Proof;
import ee.fluxychat.tck.selftest.SelfTest;
import ee.fluxychat.tck.selftest.SelfTest.Catch;
import ee.fluxychat.tck.selftest.SelfTest.Truth;
import ee.fluxychat.tck.selftest.Stage;
import ee.fluxychat.tck.selftest.Variant;
import ee.fluxychat.tck.spec.ClauseCatalogue;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Proves that the kit's cases can fail, and that they do not fail without a reason. */
@Command(
        name = "selftest",
        description = {
            "Proves the judge: runs the cases against a small truthful server inside this jar, where all must pass,",
            "and against at least one liar per clause, each of which must be caught at its lie and at nothing else. Over every",
            "transport that a clause is judged over, one of its liars must be caught. Needs no server."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every lie was caught, every clause over each of its transports, and the truth passed",
            "1:a lie was not caught, or no lie about a clause over one of its transports, or there was a false alarm"
        })
final class SelfTestCommand implements Callable<Integer> {

    @Option(
            names = "--only",
            paramLabel = "PATTERN",
            split = ",",
            description = "Only liars about clauses that match, e.g. RESUME.")
    List<String> only = new ArrayList<>();

    @Option(
            names = "--serve",
            paramLabel = "ID",
            description =
                    "Judges nothing: serves the liar about this clause, or \"truth\", on loopback until Ctrl-C, to try run, diff and bench on.")
    @Nullable
    String serve;

    @Option(
            names = "--jobs",
            paramLabel = "NUMBER",
            defaultValue = "6",
            description = "How many liars are judged at once. Default: ${DEFAULT-VALUE}.")
    int jobs;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        PrintWriter out = spec.commandLine().getOut();
        if (serve != null) {
            return serve(out, serve);
        } else if (jobs < 1) {
            throw new ParameterException(spec.commandLine(), "--jobs is to be 1 or more, not " + jobs);
        }
        Selection selection = Selection.only(only.toArray(String[]::new));
        List<Lie> lies = lies(selection);
        ConsoleReport report = new ConsoleReport(out, "java -jar fluxychat-tck.jar selftest", false);
        List<CaseResult> wrong = new ArrayList<>();
        List<Catch> catches = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(jobs);
        Truth truth;
        try {
            Future<Truth> judged = pool.submit(() -> SelfTest.judgeTheTruth(selection));
            List<Future<Catch>> outcomes = new ArrayList<>();
            for (Lie each : lies) {
                outcomes.add(pool.submit(() -> SelfTest.judge(each)));
            }
            for (Future<Catch> each : outcomes) {
                Catch outcome = each.get();
                print(out, outcome);
                catches.add(outcome);
                wrong.addAll(outcome.falseAlarms());
            }
            truth = judged.get();
            wrong.addAll(truth.failures());
        } finally {
            pool.shutdownNow();
        }
        out.printf(
                "the truthful server: %s%n",
                truth.failures().isEmpty()
                        ? "every case passes"
                        : truth.failures().size() + " cases fail");
        wrong.forEach(report::ended);
        Proof proof = Proof.of(variants(selection), truth.judged(), catches);
        printSum(out, catches, proof, wrong.size());
        boolean isProven = catches.stream().allMatch(Catch::isCaught) && proof.isWhole() && wrong.isEmpty();
        return isProven ? ExitCode.CONFORMANT : ExitCode.NOT_CONFORMANT;
    }

    /** Over which transports each clause that matches is judged. */
    private static List<Variant> variants(Selection selection) {
        ClauseCatalogue catalogue = ClauseCatalogue.shipped();
        return CaseFinder.all(catalogue).stream()
                .filter(each -> selection.takes(catalogue.entry(each.clause())))
                .map(each -> new Variant(each.clause(), each.transport()))
                .distinct()
                .toList();
    }

    private int serve(PrintWriter out, String id) throws InterruptedException {
        try (Stage stage = id.equals("truth") ? Stage.ofTheTruth() : Stage.of(lieAbout(id))) {
            out.printf("--target %s --key %s --token-secret %s%n", stage.uri(), stage.key(), stage.secret());
            out.flush();
            new CountDownLatch(1).await();
            return ExitCode.CONFORMANT;
        }
    }

    private Lie lieAbout(String clause) {
        return Lies.all().stream()
                .filter(each -> each.clause().equals(clause))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no liar about " + clause + "; name a clause with a case, or truth"));
    }

    private List<Lie> lies(Selection selection) {
        ClauseCatalogue catalogue = ClauseCatalogue.shipped();
        Usage.requireSome(spec, selection);
        List<Lie> lies = Lies.all().stream()
                .filter(each -> selection.takes(catalogue.entry(each.clause())))
                .toList();
        if (lies.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no clause that matches has a case yet");
        }
        return lies;
    }

    private static void print(PrintWriter out, Catch outcome) {
        Entry clause = ClauseCatalogue.shipped().entry(outcome.lie().clause());
        out.printf(
                "%-6s %-18s %-8s %s%s%n",
                clause.level(),
                clause.id(),
                outcome.isCaught() ? "caught" : "MISSED",
                outcome.lie().tells() + over(outcome),
                outcome.caught().size() > 1 ? "  (also " + others(outcome) + ")" : "");
        outcome.falseAlarms()
                .forEach(each -> out.printf(
                        "       %-18s FALSE ALARM: %s%n", each.clause().id(), each.claim()));
        out.flush();
    }

    private static void printSum(PrintWriter out, List<Catch> catches, Proof proof, int falseAlarms) {
        long caught = catches.stream().filter(Catch::isCaught).count();
        int seen = proof.seen().size();
        int unseen = proof.unseen().size();
        out.println();
        proof.gaps().forEach(out::println);
        out.printf(
                "%d liars: %d caught, %d not; %d false alarms%n",
                catches.size(), caught, catches.size() - caught, falseAlarms);
        out.printf("%d variants, a clause over a transport: %d seen to fail, %d not%n", seen + unseen, seen, unseen);
        out.flush();
    }

    /** Over which transports, where it was not WebSocket alone. */
    private static String over(Catch outcome) {
        return outcome.over().stream().anyMatch(each -> each != Transport.WS)
                ? "  (over " + outcome.over().stream().map(Transport::word).collect(Collectors.joining(", ")) + ")"
                : "";
    }

    private static String others(Catch outcome) {
        List<String> others = new ArrayList<>(outcome.caught());
        others.remove(outcome.lie().clause());
        return String.join(", ", others);
    }
}
