package ee.fluxychat.tck.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Golden;
import ee.fluxychat.tck.report.KitIdentity;
import ee.fluxychat.tck.report.RunFacts;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Runs;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.report.folder.Masking;
import ee.fluxychat.tck.report.folder.Report;
import ee.fluxychat.tck.report.folder.ReportFolder;
import ee.fluxychat.tck.report.folder.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MatrixCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void putsServersBesideEachOther() throws IOException {
        Path one = written("one", Samples.report());
        Path other = written(
                "other",
                new Report(
                        Runs.of(
                                Samples.ended("RESUME-ALL-1", Verdict.OK),
                                Samples.ended("RESUME-ALL-2", Verdict.OK),
                                Samples.ended("RESUME-NEW-1", Verdict.WARN)),
                        List.of()));

        assertThat(run("first=" + one, "second=" + other.resolve("results.json"), "-o", page().toString()))
                .isZero();

        Golden.assertPage("matrix.html", Files.readString(page()));
    }

    @Test
    void keepsAFolderThatIsNamedInsteadOfAFile() throws IOException {
        String one = written("one", Samples.report()).toString();
        Path empty = Files.createDirectories(folder.resolve("empty"));

        assertThat(run(one, "-o", empty.toString())).isEqualTo(2);
        assertThat(run(one, "-o", folder.resolve("none/page.html").toString())).isEqualTo(2);

        assertThat(empty).isEmptyDirectory();
        assertThat(err.toString()).contains("is a folder; -o names the file").contains("there is no folder");
    }

    @Test
    void numbersServersOfOneAddress() throws IOException {
        String one = written("one", Samples.report()).toString();

        assertThat(run(one, one, "-o", page().toString())).isZero();

        assertThat(page()).content().contains(">localhost:8080<", ">localhost:8080 (2)<");
    }

    @Test
    void showsTheWorstOfSeveralCases() throws IOException {
        CaseResult ok = Samples.ended("RESUME-ALL-1", Verdict.OK);
        CaseResult failed = Samples.failed("RESUME-ALL-1", "{}");
        String one =
                written("one", new Report(Runs.of(ok, failed, ok), List.of())).toString();

        assertThat(run(one, "-o", page().toString())).isZero();

        assertThat(page()).content().containsOnlyOnce(">FAIL</span>").doesNotContain(">ok</span>");
    }

    @Test
    void pointsOutThatKitsDiffer() throws IOException {
        Path one = written("one", Samples.report());
        RunResult run = Runs.of(Samples.ended("RESUME-ALL-1", Verdict.OK));
        RunFacts facts = run.facts();
        RunFacts byAnother = new RunFacts(
                facts.runId(),
                facts.target(),
                facts.startedAt(),
                facts.took(),
                facts.profiles(),
                List.of("RESUME"),
                facts.strict(),
                facts.seed(),
                facts.command(),
                new KitIdentity("2.0", "12".repeat(32), "34".repeat(32), "Java 21", "Linux"),
                facts.notes(),
                facts.pending(),
                facts.about());
        Path other = written("other", new Report(new RunResult(byAnother, run.cases(), run.ending()), List.of()));

        assertThat(run(one.toString(), "second=" + other, "-o", page().toString()))
                .isZero();

        assertThat(page())
                .content()
                .contains("The kits differ", "The catalogues differ", "second was judged by a part of the clauses");
    }

    @Test
    void answersAFileThatIsNoneWith2() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "hello");

        assertThat(run(file.toString(), "-o", page().toString())).isEqualTo(2);

        assertThat(err.toString()).startsWith(file + " is no results.json: it holds no JSON object");
        assertThat(page()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "seed": 7|"seed": 1e999999999
            "milliseconds": [0-9.]+|"milliseconds": 1e99999999
            "startedAt": "[^"]*"|"startedAt": "+1000000000-12-31T23:59:59Z"
            "verdict": "ok"|"verdict": "\\u001b[2J"
            "notes":|"deep": DEEP, "notes":
            """)
    @Timeout(30)
    void answersADamagedFileWith2(String whole, String damaged) throws IOException {
        Path file = written("one", Samples.report()).resolve("results.json");
        String text = Files.readString(file).replaceFirst("\"strict\"", "\"seed\": 7, \"strict\"");
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        Files.writeString(file, text.replaceFirst(whole, Matcher.quoteReplacement(damaged.replace("DEEP", deep))));

        assertThat(run(file.toString(), "-o", page().toString())).isEqualTo(2);

        assertThat(err.toString()).startsWith(file + " is no results.json").doesNotContain("\u001b", "\tat ");
    }

    @Test
    void answersWrongUsageWith2() throws IOException {
        String one = written("one", Samples.report()).toString();

        assertThat(run("-o", page().toString())).isEqualTo(2);
        assertThat(run(one)).isEqualTo(2);
        assertThat(run(one, "-o", folder.resolve("no/such/folder.html").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("cannot write " + folder.resolve("no/such/folder.html"));
    }

    private Path page() {
        return folder.resolve("matrix.html");
    }

    private Path written(String name, Report report) throws IOException {
        Path place = folder.resolve(name);
        ReportFolder.at(place).write(report, Masking.of(List.of()));
        return place;
    }

    private int run(String... args) {
        CommandLine line = new CommandLine(new MatrixCommand());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }
}
