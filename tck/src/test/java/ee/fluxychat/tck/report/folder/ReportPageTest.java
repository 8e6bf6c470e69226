package ee.fluxychat.tck.report.folder;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Ending;
import ee.fluxychat.tck.report.Golden;
import ee.fluxychat.tck.report.Runs;
import ee.fluxychat.tck.report.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPageTest {

    @Test
    void tellsTheWholeRun() throws IOException {
        Golden.assertPage("report.html", ReportPage.of(Samples.report()));
    }

    @Test
    void makesNothingOfAHostileFrameButText() {
        String html = ReportPage.of(Samples.report());

        assertThat(html)
                .doesNotContain("<img")
                .contains("&lt;/script&gt;&lt;img src")
                .contains("{{boom}}")
                .contains("\\u0000\\u202e");
        assertThat(html.split("</script>", -1)).hasSize(2);
    }

    @Test
    void fetchesNothing() {
        assertThat(ReportPage.of(Samples.report()))
                .contains("default-src 'none'")
                .doesNotContainPattern("(src|href)=\"(?!#)")
                .doesNotContain("@import", "url(");
    }

    @Test
    void allowsItsOwnScriptOnly() throws Exception {
        String html = ReportPage.of(Samples.report());
        Matcher script = Pattern.compile("(?s)<script>(.*)</script>").matcher(html);

        assertThat(script.find()).isTrue();
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(script.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(html.replace("&#x3D;", "="))
                .contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
        assertThat(html).doesNotContainPattern("\\son[a-z]+=\"");
    }

    @Test
    void marksTheFirstWrongFrame() {
        assertThat(ReportPage.of(Samples.report())).containsOnlyOnce("<mark>first wrong</mark>&lt;/script");
    }

    @Test
    void opensWhatIsWrongUnlessItIsTooMuch() {
        String few = ReportPage.of(new Report(Runs.of(Samples.failed("RESUME-ALL-1", "{}")), List.of()));
        String many = ReportPage.of(new Report(
                Runs.of(IntStream.range(0, 13)
                        .mapToObj(each -> Samples.failed("RESUME-ALL-" + each, "{}"))
                        .toArray(CaseResult[]::new)),
                List.of()));

        assertThat(few).containsPattern("<details class=\"case\"[^>]* open>");
        assertThat(many).doesNotContainPattern("<details class=\"case\"[^>]* open>");
    }

    @Test
    void namesWhatDidNotGoWellAboveTheChapters() {
        assertThat(ReportPage.of(Samples.report()))
                .containsSubsequence("What did not go well", ">FAIL</span>", ">RESUME-ALL-2</a>", ">Chapters</h2>");
    }

    @Test
    void foldsAwayHowConnectionsWereClosedThatWereClosedWell() {
        assertThat(ReportPage.of(Samples.report()))
                .contains("<summary>Closing: clean</summary>")
                .contains("<p>unclean: bob: closed with 1006</p>");
    }

    @Test
    void saysHowARunEndedThatJudgedNothing() {
        assertThat(ReportPage.of(new Report(Runs.of(Ending.INTERRUPTED, List.of()), List.of())))
                .contains("<h1>Stopped: interrupted</h1>")
                .contains("no clause of core was judged");
    }

    @Test
    void givesTheReasonOfWhatWasNotJudged() {
        Report report = new Report(Runs.of(Samples.ended("RESUME-ALL-1", Verdict.SKIP)), List.of());

        assertThat(ReportPage.of(report)).contains("<p>for a reason</p>");
        assertThat(ReportPage.of(Samples.report())).contains("needs a database that can be taken away");
    }

    @ParameterizedTest
    @ValueSource(strings = {"report.html", "matrix.html", "badge.svg"})
    void hasNoHoleThatIsNotEscaped(String template) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("src/main/resources/pages", template))) {
            assertThat(lines).noneMatch(each -> each.contains("{{{") || each.contains("{{&"));
        }
    }
}
