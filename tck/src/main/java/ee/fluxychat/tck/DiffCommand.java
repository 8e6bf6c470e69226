package ee.fluxychat.tck;

import ee.fluxychat.tck.client.Unreachable;
import ee.fluxychat.tck.diff.Comparison;
import ee.fluxychat.tck.diff.Comparison.ClauseDifference;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Ending;
import ee.fluxychat.tck.report.ExitCode;
import ee.fluxychat.tck.report.Progress;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Visible;
import ee.fluxychat.tck.report.folder.Masking;
import ee.fluxychat.tck.target.ProvisioningFailed;
import ee.fluxychat.tck.target.TargetOptions;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays the same cases on two servers and tells where they differ. */
@Command(
        name = "diff",
        description = {
            "Plays the same cases on two servers, A (--target) and B (--against), and prints where they differ: verdicts, and where both pass, what they say. Ids, seqs, times, tokens, addresses and the order of independent connections do not count.",
            "",
            "A is played twice: what differs between its own two plays is chance, and left out."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnExecutionException = ExitCode.COULD_NOT_JUDGE,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no difference",
            "1:differences",
            "2:wrong usage",
            "3:one of the two could not be reached or gave the kit nothing to work with, or no case could be judged"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  diff --target http://localhost:8080 --key fc_… --against http://localhost:8081 --against-key fc_…",
            "  diff --config old.yaml --against-config new.yaml --only MSG,HIST -v"
        })
final class DiffCommand implements Callable<Integer> {

    private static final int SHOWN_UNLESS_VERBOSE = 3;

    @Mixin
    TargetArguments target;

    @Option(names = "--against", paramLabel = "URL", description = "The other server, B.")
    @Nullable
    URI against;

    @Option(names = "--against-key", paramLabel = "KEY", description = "An API key of a project at B.")
    @Nullable
    String againstKey;

    @Option(names = "--against-config", paramLabel = "FILE", description = "A YAML file that describes B.")
    @Nullable
    Path againstConfig;

    @Option(
            names = "--only",
            paramLabel = "PATTERN",
            split = ",",
            description = "Plays only the cases of clauses that match, e.g. RESUME or ORDER-*.")
    List<String> only = new ArrayList<>();

    @Option(names = "--quick", description = "Plays A once: faster, and prints what differs by chance, too.")
    boolean quick;

    @Option(names = "-v", description = "Prints all differences, also those that another clause has shown already.")
    boolean verbose;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        TargetOptions a = target.options();
        TargetArguments other = other();
        TargetOptions b = optionsOf(other);
        Selection selection = selection();
        Masking given = Masking.of(target.secrets()).and(other.secrets());
        try {
            RunResult ofA = played(a, selection, given);
            Optional<RunResult> again = quick ? Optional.empty() : Optional.of(played(a, selection, given));
            RunResult ofB = played(b, selection, given);
            if (!ofA.hasJudged() && !ofB.hasJudged()) {
                throw new ProvisioningFailed("nothing was judged on either side: " + reasons(ofA));
            }
            return printed(new Comparison(ofA, again, ofB), ofA.cases().size());
        } catch (Unreachable | ProvisioningFailed nothing) {
            spec.commandLine().getErr().println(Visible.line(given.of(String.valueOf(nothing.getMessage()))));
            return ExitCode.COULD_NOT_JUDGE;
        }
    }

    private static String reasons(RunResult nothing) {
        return nothing.cases().stream().map(CaseResult::reason).distinct().collect(Collectors.joining("; "));
    }

    private TargetArguments other() {
        if (against == null && againstConfig == null) {
            throw new ParameterException(
                    spec.commandLine(), "say where the other server is: --against URL, or --against-config FILE");
        }
        TargetArguments other = new TargetArguments();
        other.spec = spec;
        other.target = against;
        other.key = againstKey;
        other.config = againstConfig;
        other.timeoutScale = target.timeoutScale;
        other.rateLimits = target.rateLimits;
        other.hookBind = target.hookBind; // the kit's own, whomever it plays with
        other.hookUrl = target.hookUrl;
        return other;
    }

    private TargetOptions optionsOf(TargetArguments other) {
        try {
            return other.options();
        } catch (ParameterException wrong) {
            throw new ParameterException(
                    spec.commandLine(),
                    "of the server --against: "
                            + String.valueOf(wrong.getMessage())
                                    .replace("--config", "--against-config")
                                    .replace("--key", "--against-key"),
                    wrong);
        }
    }

    private Selection selection() {
        Selection selection = only.isEmpty() ? Selection.all() : Selection.only(only.toArray(String[]::new));
        Usage.requireCases(spec, selection);
        return selection;
    }

    private static RunResult played(TargetOptions options, Selection selection, Masking given) {
        Kit kit = Kit.on(options, Manner.usual().once());
        RunResult result;
        try (Progress progress = Progress.of(kit.cases(selection).size(), Help.Ansi.AUTO.enabled())) {
            result = kit.run(selection, progress::ended);
        }
        if (result.ending() == Ending.UNREACHABLE) {
            throw new ProvisioningFailed(options.base() + " cannot be reached any more");
        }
        return given.and(kit.secrets()).of(result);
    }

    private int printed(Comparison comparison, int cases) {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Integer> known = new HashMap<>();
        int wire = 0;
        int verdicts = 0;
        for (ClauseDifference each : comparison.differences()) {
            List<String> fresh = each.wire().stream()
                    .filter(sentence -> known.merge(sentence, 1, Integer::sum) == 1 || verbose)
                    .toList();
            verdicts += each.verdicts().isPresent() ? 1 : 0;
            wire += each.wire().size();
            if (each.verdicts().isPresent() || !fresh.isEmpty()) {
                print(out, each, fresh);
            }
        }
        out.printf(
                "%s; %d cases on either side%n",
                comparison.differences().isEmpty()
                        ? "no difference"
                        : verdicts + " verdicts differ, and " + known.size() + " things on the wire, seen " + wire
                                + " times",
                cases);
        out.flush();
        return comparison.differences().isEmpty() ? 0 : 1;
    }

    private void print(PrintWriter out, ClauseDifference difference, List<String> wire) {
        out.println(difference.clause() + "  " + difference.caseName());
        difference.verdicts().ifPresent(each -> out.println("  verdict  " + Visible.line(each)));
        int shown = verbose ? wire.size() : Math.min(SHOWN_UNLESS_VERBOSE, wire.size());
        wire.subList(0, shown).forEach(each -> out.println("  wire     " + Visible.line(each)));
        if (shown < wire.size()) {
            out.println("  and " + (wire.size() - shown) + " more: see -v");
        }
    }
}
