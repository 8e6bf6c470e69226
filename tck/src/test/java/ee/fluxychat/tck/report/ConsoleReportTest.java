package ee.fluxychat.tck.report;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.client.Transcript.Direction;
import ee.fluxychat.tck.client.Transcript.Line;
import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.report.folder.Samples;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import ee.fluxychat.tck.spec.Level;
import ee.fluxychat.tck.spec.Profile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {

    private static final Entry CLAUSE = new Entry(
            "RESUME-ALL-1", Level.MUST, Profile.CORE, "Resume tells every event.", "protocol 2.4", Optional.empty());

    private final StringWriter out = new StringWriter();
    private final ConsoleReport report = new ConsoleReport(new PrintWriter(out), "java -jar kit.jar run", false);

    @Test
    void explainsAFailure() {
        CaseResult failed = new CaseResult(
                "Resume",
                CLAUSE,
                "ResumeCases.replaysInOrder",
                "replays in order",
                Optional.empty(),
                Verdict.FAIL,
                Optional.of(new Finding("events after seq 17", "[first, second]", "[second, first]", 2)),
                "",
                new Closing(Closing.Kind.UNCLEAN, List.of("bob: closed with 1006")),
                Duration.ofMillis(34),
                3,
                List.of(
                        new Line(1, Duration.ZERO, "bob", Direction.SENT, "{\"type\":\"resume\",\"lastSeq\":17}"),
                        new Line(2, Duration.ofMillis(12), "bob", Direction.HEARD, "{\"type\":\"replay\"}")),
                List.of());

        report.ended(failed);
        report.ended(Runs.of(failed), Optional.empty());

        assertThat(out.toString()).isEqualToNormalizingNewlines("""

                Resume
                  MUST   RESUME-ALL-1       replays in order                                                       FAIL     34 ms
                         closing     unclean: bob: closed with 1006
                         clause      Resume tells every event.  (protocol 2.4)
                         looked at   events after seq 17
                         expected    [first, second]
                         actual      [second, first]
                         transcript
                            0.000  bob          →  {"type":"resume","lastSeq":17}
                      >>    0.012  bob          ←  {"type":"replay"}
                         again       java -jar kit.jar run --only RESUME-ALL-1 -v

                1 MUST: 0 ok, 1 failed · 1 closed uncleanly · not conformant
                no claim
                  RESUME-ALL-1 FAIL
                """);
    }

    @Test
    void saysOverWhichTransportToJudgeAgain() {
        CaseResult failed = Samples.over(Transport.POLL, Samples.failed("RESUME-ALL-2", "{}"));

        report.ended(failed);
        report.ended(Runs.of(failed), Optional.empty());

        assertThat(out.toString())
                .contains("replays in order, over poll")
                .contains("again       java -jar kit.jar run --only RESUME-ALL-2 --transport poll -v")
                .contains("RESUME-ALL-2 over poll FAIL");
    }

    @Test
    void givesTheReasonOfASkip() {
        CaseResult skipped = new CaseResult(
                "Resume",
                CLAUSE,
                "ResumeCases.replaysInOrder",
                "replays in order",
                Optional.empty(),
                Verdict.SKIP,
                Optional.empty(),
                "needs a second project",
                Closing.none(),
                Duration.ZERO,
                1,
                List.of(),
                List.of());

        report.ended(skipped);
        report.ended(Runs.of(skipped), Optional.empty());

        assertThat(out.toString())
                .contains("reason      needs a second project")
                .contains("1 skipped · nothing was judged");
    }

    @Test
    void saysAtTheEndWhereTheReportLiesAndWhatStays() {
        RunResult result = Runs.of(Samples.ended("RESUME-ALL-1", Verdict.OK));
        List<String> notes = List.of("projects by key", "rooms were left at the target");

        new ConsoleReport(new PrintWriter(out), "", false)
                .ended(Runs.noting(notes, result), Optional.of(Path.of("there/report.html")));

        assertThat(out.toString())
                .contains("note: rooms were left at the target")
                .endsWith("report  there/report.html" + System.lineSeparator())
                .doesNotContain("projects by key");
    }
}
