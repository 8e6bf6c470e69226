package ee.fluxychat.tck;

import ee.fluxychat.tck.history.HistoryCheck;
import ee.fluxychat.tck.history.HistoryCheck.Result;
import ee.fluxychat.tck.history.Malformed;
import ee.fluxychat.tck.history.Violation;
import ee.fluxychat.tck.report.ExitCode;
import ee.fluxychat.tck.report.Visible;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks for disorder, loss and repetition in recorded histories, without contacting any server. */
@Command(
        name = "check",
        description = {
            "Looks for disorder, loss and repetition in recorded histories. Contacts no server.",
            "",
            "In each room everybody hears one order, which is history's, too; each sender's own order is kept in it; nothing acknowledged is lost; nothing comes twice; seq rises by one, ids never fall.",
            "",
            "A history is a file of JSON objects, one a line, in the order in which things happened:",
            "  {\"op\":\"connected\",\"by\":\"bob#2\",\"room\":\"r1\"}",
            "  {\"op\":\"sent\",\"by\":\"alice#1\",\"room\":\"r1\",\"key\":\"k1\",\"content\":\"hi\"}",
            "  {\"op\":\"acked\",\"by\":\"alice#1\",\"room\":\"r1\",\"key\":\"k1\",\"id\":7,\"seq\":3}",
            "  {\"op\":\"heard\",\"by\":\"bob#2\",\"room\":\"r1\",\"id\":7,\"seq\":3,\"author\":\"alice\",\"key\":\"k1\"}",
            "  {\"op\":\"changed\",\"by\":\"bob#2\",\"room\":\"r1\",\"id\":7,\"seq\":4}",
            "  {\"op\":\"removed\",\"by\":\"bob#2\",\"room\":\"r1\",\"id\":7,\"seq\":5}",
            "  {\"op\":\"closed\",\"by\":\"bob#2\",\"room\":\"r1\"}",
            "  {\"op\":\"crash\"}",
            "  {\"op\":\"reads\",\"room\":\"r1\",\"newestFirst\":true,\"part\":true}",
            "  {\"op\":\"stored\",\"room\":\"r1\",\"id\":7}",
            "  {\"op\":\"whole\",\"room\":\"r1\"}",
            "\"by\" is a connection, its user before the #. A listener without \"closed\" has listened to the end. After \"crash\" all connections are new. \"stored\" lines are the whole room's history, oldest first, unless a \"reads\" line before them says otherwise: \"newestFirst\", or a \"part\" of it, until a \"whole\" line says that the parts have reached the room's beginning; a \"reading\":NAME in all of them tells several readings apart. Of seq, author, key and content the more is told, the more is found; \"at\":MILLISECONDS may be added anywhere. What the server tells again after resume is heard by \"bob#2/resume1\"; its answer to a retry is \"acked\" and not \"heard\"; whispers and expiring messages are \"optional\":true."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnExecutionException = ExitCode.WRONG_USAGE,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing was found",
            "1:something was found",
            "2:wrong usage, or a file cannot be read or holds no event"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  check history.jsonl", "  check report/history/*.jsonl", "  check --together alice.jsonl bob.jsonl"
        })
final class CheckCommand implements Callable<Integer> {

    private static final int SHOWN_UNLESS_VERBOSE = 20;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Histories; each stands for itself.")
    List<Path> files = new ArrayList<>();

    @Option(
            names = "--together",
            description =
                    "The files tell of one history, e.g. one file per client. What happened first is then known within a file only.")
    boolean together;

    @Option(names = "-v", description = "Prints all violations, not only the first " + SHOWN_UNLESS_VERBOSE + ".")
    boolean verbose;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        boolean isSound = true;
        for (List<Path> each : histories()) {
            isSound &= isSound(each);
        }
        return isSound ? 0 : 1;
    }

    private List<List<Path>> histories() {
        return together ? List.of(files) : files.stream().map(List::of).toList();
    }

    private boolean isSound(List<Path> history) {
        HistoryCheck check = new HistoryCheck();
        try {
            history.forEach(check::read);
        } catch (Malformed malformed) {
            throw new ParameterException(spec.commandLine(), Visible.line(String.valueOf(malformed.getMessage())));
        }
        Result result = check.result();
        if (result.lines() == 0) {
            throw new ParameterException(spec.commandLine(), called(history) + ": holds no event");
        }
        print(history, result);
        return result.isSound();
    }

    private void print(List<Path> history, Result result) {
        PrintWriter out = spec.commandLine().getOut();
        List<Violation> found = result.violations();
        int shown = verbose ? found.size() : Math.min(SHOWN_UNLESS_VERBOSE, found.size());
        found.subList(0, shown).forEach(each -> out.println(Visible.line(each.toString())));
        if (shown < found.size()) {
            out.println("and " + (found.size() - shown) + " more: see -v");
        }
        out.printf(
                "%s: %s; looked at %d lines, %d rooms, %d messages, %d listeners, %d readings of history%n",
                called(history),
                found.isEmpty() ? "sound" : found.size() + (found.size() == 1 ? " violation" : " violations"),
                result.lines(),
                result.rooms(),
                result.messages(),
                result.listeners(),
                result.readings());
        out.flush();
    }

    private static String called(List<Path> history) {
        return history.size() == 1 ? history.get(0).toString() : history.size() + " files";
    }
}
