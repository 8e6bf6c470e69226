package ee.fluxychat.tck;

import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.client.Unreachable;
import ee.fluxychat.tck.config.Section;
import ee.fluxychat.tck.config.Section.Malformed;
import ee.fluxychat.tck.report.ConsoleReport;
import ee.fluxychat.tck.report.ExitCode;
import ee.fluxychat.tck.report.JUnitXmlReport;
import ee.fluxychat.tck.report.Progress;
import ee.fluxychat.tck.report.Remark;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Visible;
import ee.fluxychat.tck.report.folder.Masking;
import ee.fluxychat.tck.report.folder.Report;
import ee.fluxychat.tck.report.folder.ReportFolder;
import ee.fluxychat.tck.report.folder.Unjudged;
import ee.fluxychat.tck.spec.ClauseCatalogue;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import ee.fluxychat.tck.spec.Deviations;
import ee.fluxychat.tck.spec.Profile;
import ee.fluxychat.tck.target.ProvisioningFailed;
import ee.fluxychat.tck.target.TargetOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Judges one server. */
@Command(
        name = "run",
        description =
                "Judges one server: runs the cases against it, prints each verdict, and the reason and the wire where one fails.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnExecutionException = ExitCode.COULD_NOT_JUDGE,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every MUST that could be judged holds",
            "1:a MUST does not hold, or the deviations file is out of date",
            "2:wrong usage",
            "3:the target could not be reached, gave the kit nothing to work with, or no case could be judged",
            "4:only deviations fail that the file declares: no claim",
            "5:inconclusive: a case was wrong and right in turn, or the budget ended the run",
            "130:interrupted"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  run --target http://localhost:8080 --key fc_… --report report",
            "  run --config my-server.yaml --profile core --strict",
            "  run --config my-server.yaml --only ORDER,RESUME-GAP-1 -v"
        })
final class RunCommand implements Callable<Integer> {

    private static final int SECONDS_TO_REPORT = 20;

    /** Names the file inside the jar; one of that name beside it is ./reference. */
    private static final Path OF_THE_REFERENCE = Path.of("reference");

    @Mixin
    TargetArguments target;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            split = ",",
            description = "Judges only these profiles: ${COMPLETION-CANDIDATES}. Default: core, extended, security.")
    List<Profile> profiles = new ArrayList<>();

    @Option(
            names = "--only",
            paramLabel = "PATTERN",
            split = ",",
            description = "Judges only clauses that match, e.g. RESUME or ORDER-*.")
    List<String> only = new ArrayList<>();

    @Option(names = "--except", paramLabel = "PATTERN", split = ",", description = "Leaves out clauses that match.")
    List<String> except = new ArrayList<>();

    @Option(
            names = "--transport",
            paramLabel = "TRANSPORT",
            split = ",",
            description =
                    "Plays cases only over these: ws, sse, poll. Default: each case over every transport that can carry it.")
    List<Transport> transports = new ArrayList<>();

    @Option(names = "--strict", description = "SHOULD binds like MUST.")
    boolean strict;

    @Option(
            names = "--deviations",
            paramLabel = "FILE",
            description =
                    "A YAML file with what the target is known not to do (see PROCESS.md), or the word reference: what the reference server is known not to do, as it ships with the kit.")
    @Nullable
    Path deviations;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Shuffles the cases, the same way for the same number.")
    @Nullable
    Long seed;

    @Option(
            names = "--budget",
            paramLabel = "SECONDS",
            description = "Begins no further case after that time; the rest stays unjudged.")
    @Nullable
    Long budget;

    @Option(
            names = "--about",
            paramLabel = "NAME=TEXT",
            description =
                    "Something to say of the target that the kit cannot know, for reports and matrix, e.g. --about \"Build=4f1c…\"; can be given several times.")
    Map<String, String> about = new LinkedHashMap<>();

    @Option(names = "--report", paramLabel = "DIR", description = "Writes the whole report into this folder.")
    @Nullable
    Path report;

    @Option(names = "--junit", paramLabel = "FILE", description = "Writes the verdicts as JUnit XML, too.")
    @Nullable
    Path junit;

    @Option(names = "-v", description = "Prints the wire of every case.")
    boolean verbose;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (budget != null && budget <= 0) {
            throw new ParameterException(spec.commandLine(), "--budget is to be at least 1 second, not " + budget);
        }
        TargetOptions options = target.options();
        Manner manner = manner();
        Selection selection = selection(options);
        Masking given = Masking.of(target.secrets());
        Optional<ReportFolder> folder = folder();
        requirePlaceForJunit();
        PrintWriter out = spec.commandLine().getOut();
        ConsoleReport console = new ConsoleReport(out, given.of(manner.command()), verbose);
        CountDownLatch reported = new CountDownLatch(1);
        try {
            Kit kit = Kit.on(options, manner);
            Thread interruption = whenInterrupted(kit, reported);
            Masking masking = given.and(kit.secrets());
            RunResult result = judge(kit, selection, console, masking);
            write(result, selection, masking, folder);
            console.ended(masking.of(result), page());
            reported.countDown();
            forget(interruption);
            return result.exitCode();
        } catch (Unreachable | ProvisioningFailed nothingToJudge) {
            spec.commandLine().getErr().println(Visible.line(given.of(String.valueOf(nothingToJudge.getMessage()))));
            return ExitCode.COULD_NOT_JUDGE;
        } finally {
            reported.countDown();
        }
    }

    private RunResult judge(Kit kit, Selection selection, ConsoleReport console, Masking masking) {
        try (Progress progress = Progress.of(kit.cases(selection).size(), Help.Ansi.AUTO.enabled())) {
            return kit.run(selection, ended -> {
                progress.pause();
                console.ended(masking.of(ended));
                progress.ended(ended);
            });
        }
    }

    private Selection selection(TargetOptions options) {
        Set<Profile> chosen = profiles.isEmpty()
                ? only.isEmpty() ? Selection.USUAL : EnumSet.allOf(Profile.class)
                : EnumSet.copyOf(profiles);
        Selection selection = new Selection(
                chosen, only, except, transports.isEmpty() ? Selection.EVERY_TRANSPORT : EnumSet.copyOf(transports));
        if (profiles.contains(Profile.DURABILITY) && options.control().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--profile durability needs --control");
        } else if (profiles.contains(Profile.CLUSTER) && options.nodes().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--profile cluster needs --node");
        }
        Usage.requireCases(spec, selection);
        return selection;
    }

    private Manner manner() {
        if (budget != null && budget < 1) {
            throw new ParameterException(spec.commandLine(), "--budget is to be a second or more, not " + budget);
        }
        Manner usual = Manner.usual();
        return new Manner(
                strict,
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
                budget == null ? usual.budget() : Duration.ofSeconds(budget),
                usual.attempts(),
                deviations(),
                Again.of(spec.commandLine().getParseResult()),
                about.entrySet().stream()
                        .map(each -> new Remark(each.getKey(), each.getValue()))
                        .toList(),
                usual.forgets());
    }

    private Deviations deviations() {
        if (deviations == null) {
            return Deviations.none();
        }
        if (deviations.equals(OF_THE_REFERENCE)) {
            return Deviations.ofTheReference(ClauseCatalogue.shipped());
        }
        try {
            return Deviations.of(Section.read(deviations), ClauseCatalogue.shipped());
        } catch (Malformed malformed) {
            throw new ParameterException(spec.commandLine(), "--deviations: " + malformed.getMessage());
        }
    }

    /** Asked for before the run: nobody wants to learn after half an hour that there is nowhere to write to. */
    private Optional<ReportFolder> folder() {
        if (report == null) {
            return Optional.empty();
        }
        try {
            if (report.toString().isBlank()) {
                throw new ParameterException(spec.commandLine(), "--report is empty: name a folder");
            }
            return Optional.of(ReportFolder.at(report));
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), "--report: cannot write into " + report + ": " + e.getMessage());
        }
    }

    private Optional<Path> page() {
        return Optional.ofNullable(report).map(each -> each.resolve("report.html"));
    }

    /** Asked for before the run, for the same reason; a file that is there stays as it is until the run is over. */
    private void requirePlaceForJunit() {
        Path folder = junit == null ? null : junit.toAbsolutePath().getParent();
        if (junit != null && (Files.isDirectory(junit) || folder == null || !Files.isWritable(folder))) {
            throw new ParameterException(spec.commandLine(), "--junit: cannot write " + junit);
        }
    }

    private void write(RunResult result, Selection selection, Masking masking, Optional<ReportFolder> folder)
            throws IOException {
        if (folder.isPresent()) {
            folder.get()
                    .write(
                            new Report(
                                    result,
                                    Unjudged.of(
                                            result, ClauseCatalogue.shipped().entries(), judgeable(selection))),
                            masking);
        }
        if (junit != null) {
            JUnitXmlReport.write(junit, masking.of(result));
        }
    }

    /** A clause whose cases all need another transport was not selected. */
    private static Predicate<Entry> judgeable(Selection selection) {
        Map<String, List<Case>> cases = CaseFinder.byClause(ClauseCatalogue.shipped());
        return clause -> selection.takes(clause)
                && (!cases.containsKey(clause.id())
                        || cases.get(clause.id()).stream().anyMatch(each -> selection.plays(each.transport())));
    }

    /** On Ctrl-C the case in play is broken off and what was judged so far is reported; the JVM then exits with 130. */
    private static Thread whenInterrupted(Kit kit, CountDownLatch reported) {
        Thread hook = new Thread(
                () -> {
                    kit.interrupt();
                    try {
                        if (!reported.await(SECONDS_TO_REPORT, TimeUnit.SECONDS)) {
                            System.err.println("interrupted in the middle of a case; there is no report");
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // it is running, and has been told that the report is written
        }
    }
}
