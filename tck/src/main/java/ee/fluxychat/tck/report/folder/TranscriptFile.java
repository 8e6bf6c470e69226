package ee.fluxychat.tck.report.folder;

import ee.fluxychat.tck.client.Transcript.Line;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Finding;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.Collectors;

/** The wire of one case as JSON lines: number, milliseconds, connection, direction, text, and where it went wrong. */
final class TranscriptFile {

    private TranscriptFile() {}

    /** Where it lies in the folder. */
    static String name(CaseResult result) {
        return "transcripts/" + result.name().replaceAll("[^A-Za-z0-9._-]", "_") + ".jsonl";
    }

    static String content(CaseResult result) {
        int wrong = result.finding().map(Finding::line).orElse(0);
        return result.transcript().stream()
                .map(each -> line(each, wrong) + "\n")
                .collect(Collectors.joining());
    }

    private static JsonObject line(Line line, int wrong) {
        var json = Json.createObjectBuilder()
                .add("line", line.number())
                .add("milliseconds", BigDecimal.valueOf(line.at().toNanos() / 1_000, 3))
                .add("connection", line.who())
                .add("direction", line.direction().name().toLowerCase(Locale.ROOT))
                .add("text", line.text());
        return line.number() != 0 && line.number() == wrong
                ? json.add("isFirstWrong", true).build()
                : json.build();
    }
}
