package ee.fluxychat.tck.report.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Closing;
import ee.fluxychat.tck.report.Finding;
import ee.fluxychat.tck.report.Golden;
import ee.fluxychat.tck.report.Remark;
import ee.fluxychat.tck.report.RunFacts;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Runs;
import ee.fluxychat.tck.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {

    private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";
    private static final String KEY = "fc_0123456789abcdef0123456789abcdef";
    private static final String SECRET = "correct\" horse+battery";

    @TempDir
    private Path temporary;

    @Test
    void writesEveryFile() throws IOException {
        write(Samples.report());

        assertThat(files())
                .containsExactly(
                        "badge.svg",
                        "junit.xml",
                        "report.html",
                        "results.json",
                        "summary.txt",
                        "transcripts/ResumeCases.judgesRESUMEALL1.jsonl",
                        "transcripts/ResumeCases.judgesRESUMEALL2.jsonl",
                        "transcripts/ResumeCases.judgesRESUMEGAP1.jsonl");
    }

    @Test
    void leavesWhatIsNotTheKitsAndTakesAwayWhatIsOutdated() throws IOException {
        Path mine = temporary.resolve("report/history/mine.jsonl");
        Files.createDirectories(mine.getParent());
        Files.writeString(mine, "mine");
        write(Samples.report());
        write(new Report(Runs.of(Samples.failed("RESUME-ALL-1", "{}")), List.of()));

        assertThat(mine).exists();
        assertThat(temporary.resolve("report/transcripts"))
                .isDirectoryContaining("glob:**RESUMEALL1.jsonl")
                .isDirectoryNotContaining("glob:**RESUMEALL2.jsonl");
    }

    @Test
    void writesTheWireAsJsonLines() throws IOException {
        write(new Report(Runs.of(Samples.failed("RESUME-ALL-1", "{}\n\"<")), List.of()));

        assertThat(temporary.resolve("report/transcripts/ResumeCases.judgesRESUMEALL1.jsonl"))
                .content()
                .isEqualTo("""
                        {"line":1,"milliseconds":0.000,"connection":"bob","direction":"sent","text":"{\\"type\\":\\"resume\\"}"}
                        {"line":2,"milliseconds":12.000,"connection":"bob","direction":"heard","text":"{}\\n\\"<","isFirstWrong":true}
                        """);
    }

    @Test
    void letsNoSecretIntoAnyFile() throws IOException {
        String loose = TOKEN + " " + KEY + " " + SECRET
                + " correct%22+horse%2Bbattery correct\\\" horse+battery http://me:pass-word@host/ ";
        CaseResult failed = Samples.failed("RESUME-ALL-1", loose).judged(Verdict.FAIL, loose);
        CaseResult leaky = new CaseResult(
                failed.chapter(),
                failed.clause(),
                failed.name(),
                failed.claim(),
                failed.transport(),
                failed.verdict(),
                Optional.of(new Finding(loose, loose, loose, 2)),
                loose,
                new Closing(Closing.Kind.UNCLEAN, List.of(loose)),
                failed.took(),
                failed.attempts(),
                failed.transcript(),
                List.of());
        RunFacts facts = Runs.of().facts();
        RunFacts leakyFacts = new RunFacts(
                facts.runId(),
                "http://me:pass-word@host/",
                facts.startedAt(),
                facts.took(),
                facts.profiles(),
                List.of(loose),
                facts.strict(),
                facts.seed(),
                "run --key " + loose,
                facts.kit(),
                List.of(loose),
                java.util.Map.of(),
                List.of(new Remark("Build", loose)));

        write(new Report(new RunResult(leakyFacts, List.of(leaky), Runs.of().ending()), List.of()));

        for (String each : files()) {
            assertThat(temporary.resolve("report").resolve(each))
                    .content()
                    .doesNotContain("c2lnbmF0dXJl", "fc_0123", "battery", "pass-word");
        }
    }

    @Test
    void replacesWhatAnOlderRunLeft() throws IOException {
        write(Samples.report());
        write(new Report(Runs.of(Samples.ended("RESUME-NEW-1", Verdict.OK)), List.of()));

        assertThat(files())
                .hasSize(6)
                .contains("transcripts/ResumeCases.judgesRESUMENEW1.jsonl")
                .noneMatch(each -> each.startsWith(".unfinished"));
        assertThat(ResultsReader.read(temporary.resolve("report")).result().cases())
                .hasSize(1);
    }

    @Test
    void leavesWhatIsNotItsOwn() throws IOException {
        Path mine = Files.createDirectories(temporary.resolve("report/mine"));
        Files.writeString(mine.resolve("run.jsonl"), "{}");
        Files.writeString(temporary.resolve("report/notes.txt"), "mine");

        write(Samples.report());

        assertThat(files()).contains("mine/run.jsonl", "notes.txt");
    }

    @Test
    void outlivesARunThatWasKilledWhileItWrote() throws IOException {
        Path unfinished = Files.createDirectories(temporary.resolve("report/.unfinished/transcripts"));
        Files.writeString(unfinished.resolve("half.jsonl"), "{");

        write(Samples.report());

        assertThat(files()).hasSize(8);
    }

    @Test
    void refusesToBeAFile() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");

        assertThatThrownBy(() -> ReportFolder.at(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is a file and no folder");
        assertThatThrownBy(() -> ReportFolder.at(file.resolve("below"))).isInstanceOf(IOException.class);
    }

    @Test
    void drawsABadgeThatIsXml() throws Exception {
        write(Samples.report());

        var badge = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(temporary.resolve("report/badge.svg").toFile());
        assertThat(badge.getDocumentElement().getAttribute("aria-label")).isEqualTo("FluxyChat: not conformant");
    }

    @Test
    void sumsTheRunUp() throws IOException {
        write(Samples.report());

        Golden.assertText("summary.txt", Files.readString(temporary.resolve("report/summary.txt")));
    }

    private void write(Report report) throws IOException {
        ReportFolder.at(temporary.resolve("report")).write(report, Masking.of(List.of(SECRET)));
    }

    private List<String> files() throws IOException {
        Path report = temporary.resolve("report");
        try (Stream<Path> all = Files.walk(report)) {
            return all.filter(Files::isRegularFile)
                    .map(each -> report.relativize(each).toString())
                    .sorted()
                    .toList();
        }
    }
}
