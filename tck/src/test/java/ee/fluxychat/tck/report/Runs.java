package ee.fluxychat.tck.report;

import ee.fluxychat.tck.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Runs made up for tests of reports. */
public final class Runs {

    private Runs() {}

    /** A whole run of the usual profiles that had these cases. */
    public static RunResult of(CaseResult... cases) {
        return of(Ending.COMPLETE, List.of(), cases);
    }

    /** The same run with other notes. */
    public static RunResult noting(List<String> notes, RunResult run) {
        RunFacts facts = run.facts();
        return new RunResult(
                new RunFacts(
                        facts.runId(),
                        facts.target(),
                        facts.startedAt(),
                        facts.took(),
                        facts.profiles(),
                        facts.selection(),
                        facts.strict(),
                        facts.seed(),
                        facts.command(),
                        facts.kit(),
                        notes,
                        facts.pending(),
                        facts.about()),
                run.cases(),
                run.ending());
    }

    /** A run of some clauses, with its ending. */
    public static RunResult of(Ending ending, List<String> selection, CaseResult... cases) {
        RunFacts facts = new RunFacts(
                "kabc123",
                "http://localhost:8080",
                Instant.parse("2026-11-23T08:00:00Z"),
                Duration.ofSeconds(12),
                Selection.USUAL,
                selection,
                false,
                OptionalLong.empty(),
                "java -jar kit.jar run",
                new KitIdentity("1.0", "ab".repeat(32), "cd".repeat(32), "Java 17", "Linux"),
                List.of("projects by key"),
                Map.of(),
                List.of(new Remark("Build", "4f1c")));
        return new RunResult(facts, List.of(cases), ending);
    }
}
