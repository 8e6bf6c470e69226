package ee.fluxychat.tck;

import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.ConsoleReport;
import ee.fluxychat.tck.report.ExitCode;
import ee.fluxychat.tck.selftest.Lie;
import ee.fluxychat.tck.selftest.Lies;
import ee.fluxychat.tck.selftest.SelfTest;
import ee.fluxychat.tck.selftest.SelfTest.Catch;
import ee.fluxychat.tck.selftest.Stage;
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
            "and against one liar per clause, each of which must be caught at its lie and at nothing else. Needs no server."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every lie was caught, and the truth passed",
            "1:a lie was not caught, or there was a false alarm"
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
        }
        List<Lie> lies = lies();
        ConsoleReport report = new ConsoleReport(out, "java -jar fluxychat-tck.jar selftest", false);
        List<CaseResult> wrong = new ArrayList<>(SelfTest.failuresOfTheTruth());
        out.printf("the truthful server: %s%n", wrong.isEmpty() ? "every case passes" : wrong.size() + " cases fail");
        out.flush();
        int uncaught = 0;
        ExecutorService pool = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<Catch>> catches = new ArrayList<>();
            for (Lie each : lies) {
                catches.add(pool.submit(() -> SelfTest.judge(each)));
            }
            for (Future<Catch> each : catches) {
                Catch outcome = each.get();
                print(out, outcome);
                uncaught += outcome.isCaught() ? 0 : 1;
                wrong.addAll(outcome.falseAlarms());
            }
        } finally {
            pool.shutdownNow();
        }
        wrong.forEach(report::ended);
        out.printf(
                "%n%d liars: %d caught, %d not; %d false alarms%n",
                lies.size(), lies.size() - uncaught, uncaught, wrong.size());
        out.flush();
        return uncaught == 0 && wrong.isEmpty() ? ExitCode.CONFORMANT : ExitCode.NOT_CONFORMANT;
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

    private List<Lie> lies() {
        ClauseCatalogue catalogue = ClauseCatalogue.shipped();
        Selection selection = Selection.only(only.toArray(String[]::new));
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
