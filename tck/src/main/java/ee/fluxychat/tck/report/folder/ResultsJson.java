package ee.fluxychat.tck.report.folder;

import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Claim;
import ee.fluxychat.tck.report.Closing;
import ee.fluxychat.tck.report.Finding;
import ee.fluxychat.tck.report.KitIdentity;
import ee.fluxychat.tck.report.RunFacts;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import ee.fluxychat.tck.spec.Profile;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A run as JSON for programs: {@code results.json}, as {@code results.schema.json} in the jar describes it. */
public final class ResultsJson {

    /** Which edition of the format this kit writes and reads. A new optional member makes no new edition. */
    public static final int SCHEMA = 1;

    private ResultsJson() {}

    /** The report as JSON text. */
    public static String of(Report report) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)) {
            writer.writeObject(json(report));
        }
        return text.toString().strip() + "\n";
    }

    private static JsonObject json(Report report) {
        JsonArrayBuilder cases = Json.createArrayBuilder();
        report.result().cases().forEach(each -> cases.add(json(each)));
        JsonArrayBuilder unjudged = Json.createArrayBuilder();
        report.unjudged().forEach(each -> unjudged.add(clause(each.clause()).add("reason", each.reason())));
        return Json.createObjectBuilder()
                .add("schema", SCHEMA)
                .add("kit", kit(report.result().facts().kit()))
                .add("run", run(report))
                .add("claim", claim(report.result().claim()))
                .add("exitCode", report.result().exitCode())
                .add("counts", counts(report))
                .add("cases", cases)
                .add("unjudged", unjudged)
                .build();
    }

    private static JsonObjectBuilder kit(KitIdentity kit) {
        return Json.createObjectBuilder()
                .add("version", kit.version())
                .add("jarSha256", kit.jarSha256())
                .add("catalogueSha256", kit.catalogueSha256())
                .add("java", kit.java())
                .add("os", kit.os());
    }

    private static JsonObjectBuilder run(Report report) {
        RunFacts facts = report.result().facts();
        JsonObjectBuilder run = Json.createObjectBuilder()
                .add("id", facts.runId())
                .add("target", facts.target())
                .add("startedAt", facts.startedAt().toString())
                .add("milliseconds", milliseconds(facts.took()))
                .add(
                        "profiles",
                        texts(facts.profiles().stream()
                                .sorted()
                                .map(Profile::word)
                                .toList()))
                .add("selection", texts(facts.selection()))
                .add("strict", facts.strict())
                .add("command", facts.command())
                .add("notes", texts(facts.notes()))
                .add("pending", pending(facts))
                .add("about", about(facts))
                .add("ending", word(report.result().ending()));
        facts.seed().ifPresent(seed -> run.add("seed", seed));
        return run;
    }

    private static JsonArrayBuilder about(RunFacts facts) {
        JsonArrayBuilder about = Json.createArrayBuilder();
        facts.about()
                .forEach(each -> about.add(
                        Json.createObjectBuilder().add("name", each.name()).add("text", each.text())));
        return about;
    }

    private static JsonObjectBuilder pending(RunFacts facts) {
        JsonObjectBuilder pending = Json.createObjectBuilder();
        new TreeMap<>(facts.pending()).forEach((profile, count) -> pending.add(profile.word(), count));
        return pending;
    }

    private static JsonObjectBuilder claim(Claim claim) {
        return Json.createObjectBuilder().add("words", claim.words()).add("reasons", texts(claim.reasons()));
    }

    private static JsonObjectBuilder counts(Report report) {
        JsonObjectBuilder counts = Json.createObjectBuilder();
        for (Verdict each : Verdict.values()) {
            counts.add(word(each), report.result().count(each));
        }
        return counts.add("unjudged", report.unjudged().size());
    }

    private static JsonObjectBuilder json(CaseResult result) {
        JsonObjectBuilder json = clause(result.clause())
                .add("chapter", result.chapter())
                .add("name", result.name())
                .add("claim", result.claim())
                .add("verdict", word(result.verdict()))
                .add("reason", result.reason())
                .add("closing", json(result.closing()))
                .add("milliseconds", milliseconds(result.took()))
                .add("attempts", result.attempts())
                .add("transcript", TranscriptFile.name(result));
        result.transport().ifPresent(transport -> json.add("transport", transport.word()));
        result.finding().ifPresent(finding -> json.add("finding", json(finding)));
        return json;
    }

    private static JsonObjectBuilder clause(Entry clause) {
        return Json.createObjectBuilder()
                .add("clause", clause.id())
                .add("level", clause.level().name())
                .add("profile", clause.profile().word())
                .add("text", clause.text())
                .add("source", clause.source());
    }

    private static JsonObjectBuilder json(Closing closing) {
        return Json.createObjectBuilder().add("verdict", word(closing.kind())).add("seen", texts(closing.seen()));
    }

    private static JsonObjectBuilder json(Finding finding) {
        return Json.createObjectBuilder()
                .add("what", finding.what())
                .add("expected", finding.expected())
                .add("actual", finding.actual())
                .add("line", finding.line())
                .add("seenWith", texts(finding.seenWith()));
    }

    private static JsonArrayBuilder texts(Collection<String> texts) {
        return Json.createArrayBuilder(texts);
    }

    /** A constant as JSON spells it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static BigDecimal milliseconds(Duration took) {
        return BigDecimal.valueOf(took.toNanos(), 6);
    }
}
