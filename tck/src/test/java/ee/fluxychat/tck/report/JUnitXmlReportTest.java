package ee.fluxychat.tck.report;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.client.Transcript.Direction;
import ee.fluxychat.tck.client.Transcript.Line;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import ee.fluxychat.tck.spec.Level;
import ee.fluxychat.tck.spec.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JUnitXmlReportTest {

    @TempDir
    private Path folder;

    @Test
    void filesAFailureAsAFailure() throws Exception {
        Document xml =
                written(result(Verdict.FAIL, Optional.of(new Finding("texts", "[a]", "[b\u0001 \ud83d <c>]")), ""));

        Element suite = xml.getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("1");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("0");
        Element test = (Element) suite.getElementsByTagName("testcase").item(0);
        assertThat(test.getAttribute("classname")).isEqualTo("Resume");
        assertThat(test.getAttribute("name")).isEqualTo("RESUME-ALL-1 replays in order");
        assertThat(test.getAttribute("time")).isEqualTo("0.034");
        Element failure = (Element) test.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("texts: expected [a], actual [b\\u0001 \\ud83d <c>]");
        assertThat(failure.getTextContent())
                .contains("Resume tells every event.")
                .contains("0 ms bob ← {}");
    }

    @Test
    void filesASkipAsASkip() throws Exception {
        Element suite = written(result(Verdict.SKIP, Optional.empty(), "needs a second project"))
                .getDocumentElement();

        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        Element skipped = (Element) suite.getElementsByTagName("skipped").item(0);
        assertThat(skipped.getAttribute("message")).isEqualTo("needs a second project");
    }

    private Document written(CaseResult result) throws Exception {
        Path file = folder.resolve("junit.xml");
        JUnitXmlReport.write(file, Runs.of(result));
        try (var in = Files.newInputStream(file)) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
    }

    private static CaseResult result(Verdict verdict, Optional<Finding> finding, String reason) {
        Entry clause = new Entry(
                "RESUME-ALL-1",
                Level.MUST,
                Profile.CORE,
                "Resume tells every event.",
                "protocol 2.4",
                Optional.empty());
        return new CaseResult(
                "Resume",
                clause,
                "ResumeCases.replaysInOrder",
                "replays in order",
                Optional.empty(),
                verdict,
                finding,
                reason,
                Closing.none(),
                Duration.ofMillis(34),
                3,
                List.of(new Line(1, Duration.ZERO, "bob", Direction.HEARD, "{}")),
                List.of());
    }
}
