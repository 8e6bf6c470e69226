package ee.fluxychat.tck.report.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Ending;
import ee.fluxychat.tck.report.RunFacts;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Runs;
import ee.fluxychat.tck.report.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsJsonTest {

    @TempDir
    private Path folder;

    @Test
    void conformsToItsSchema() throws IOException {
        assertThat(problems(ResultsJson.of(Samples.report()))).isEmpty();
        assertThat(problems(ResultsJson.of(everyVerdict()))).isEmpty();
        assertThat(problems(ResultsJson.of(Samples.report()).replace("\"fail\"", "\"failed\"")))
                .isNotEmpty();
    }

    @Test
    void isReadBackAsItWas() throws IOException {
        Report written = everyVerdict();

        Report read = ResultsReader.read(file(ResultsJson.of(written)));

        assertThat(read.result().facts()).isEqualTo(written.result().facts());
        assertThat(read.result().ending()).isEqualTo(Ending.BUDGET);
        assertThat(read.result().cases())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("transcript")
                .isEqualTo(written.result().cases());
        assertThat(read.result().claim()).isEqualTo(written.result().claim());
        assertThat(read.unjudged()).extracting(Unjudged::reason).containsExactly("no database");
    }

    @Test
    void tellsOverWhichTransportACaseWasPlayed() throws IOException {
        CaseResult overSockets = Samples.ended("RESUME-ALL-1", Verdict.OK);
        CaseResult overAStream = Samples.over(Transport.SSE, Samples.failed("RESUME-ALL-1", "{}"));
        String json = ResultsJson.of(new Report(Runs.of(overSockets, overAStream), List.of()));

        assertThat(problems(json)).isEmpty();
        assertThat(json)
                .contains("\"transport\": \"sse\"")
                .contains("transcripts/ResumeCases.judgesRESUMEALL1.sse.jsonl");
        assertThat(ResultsReader.read(file(json)).result().cases())
                .extracting(CaseResult::transport)
                .containsExactly(Optional.empty(), Optional.of(Transport.SSE));
        assertRefused(json.replace("\"sse\"", "\"smoke\""), "there is no transport called smoke");
    }

    @Test
    void readsAFolder() throws IOException {
        file(ResultsJson.of(Samples.report()));

        assertThat(ResultsReader.read(folder).result().cases()).hasSize(3);
    }

    @Test
    void passesOverWhatIsNew() throws IOException {
        Path file = file(ResultsJson.of(Samples.report()).replace("\"kit\":", "\"mood\": {}, \"kit\":"));

        assertThat(ResultsReader.read(file).result().cases()).hasSize(3);
    }

    @Test
    void refusesWhatIsNoResults() throws IOException {
        String json = ResultsJson.of(Samples.report());

        assertRefused("<html>", "is no results.json: it holds no JSON object");
        assertRefused("[]", "it holds no JSON object");
        assertRefused("{}", "results has no number called schema");
        assertRefused(json.replace("\"schema\": 1", "\"schema\": 2"), "its schema is 2, and this kit reads 1");
        assertRefused(json.replace("\"fail\",", "\"fine\","), "there is no verdict called fine");
        assertRefused(json.replace("\"attempts\": 3", "\"attempts\": \"3\""), "has no number called attempts");
        assertRefused(json.replace("\"strict\": false", "\"strict\": 0"), "has no truth value called strict");
        assertRefused(json.replace("2026-11-23T", "yesterday "), "yesterday");
        assertThatThrownBy(() -> ResultsReader.read(folder.resolve("nowhere")))
                .isInstanceOf(NoResults.class)
                .hasMessageEndingWith("nowhere does not exist");
    }

    @Test
    void refusesAFolderWithoutResults() {
        assertThatThrownBy(() -> ResultsReader.read(folder))
                .isInstanceOf(NoResults.class)
                .hasMessage(folder + " is no report folder: it has no results.json");
    }

    private void assertRefused(String json, String why) throws IOException {
        Path file = file(json);
        assertThatThrownBy(() -> ResultsReader.read(file))
                .isInstanceOf(NoResults.class)
                .hasMessageContaining(why);
    }

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("results.json"), json);
    }

    private static Report everyVerdict() {
        CaseResult[] cases = Arrays.stream(Verdict.values())
                .map(each -> Samples.ended("RESUME-" + each + "-1", each))
                .toArray(CaseResult[]::new);
        RunResult run = Runs.of(Ending.BUDGET, List.of("RESUME", "not RESUME-GAP"), cases);
        RunFacts facts = run.facts();
        RunFacts shuffled = new RunFacts(
                facts.runId(),
                facts.target(),
                facts.startedAt(),
                Duration.ofNanos(12_345_678_901L),
                facts.profiles(),
                facts.selection(),
                true,
                OptionalLong.of(Long.MIN_VALUE),
                facts.command(),
                facts.kit(),
                facts.notes(),
                facts.pending(),
                facts.about());
        return new Report(
                new RunResult(shuffled, run.cases(), run.ending()),
                List.of(new Unjudged(Samples.report().unjudged().get(0).clause(), "no database")));
    }

    private static List<String> problems(String json) throws IOException {
        try (InputStream schema = ResultsJson.class.getResourceAsStream("/results.schema.json")) {
            JsonSchema rules =
                    JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Objects.requireNonNull(schema));
            return rules.validate(json, InputFormat.JSON).stream()
                    .map(Object::toString)
                    .toList();
        }
    }
}
