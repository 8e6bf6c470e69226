package ee.fluxychat.tck.report.folder;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.report.Ending;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Runs;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import ee.fluxychat.tck.spec.Level;
import ee.fluxychat.tck.spec.Profile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnjudgedTest {

    private static final List<Entry> CLAUSES = List.of(
            Samples.clause("RESUME-ALL-1", Level.MUST, Profile.CORE),
            Samples.clause("RESUME-GAP-1", Level.MUST, Profile.CORE),
            new Entry("HEALTH-DOWN-1", Level.MUST, Profile.CORE, "", "", Optional.of("needs a database")),
            Samples.clause("PERF-POST-1", Level.MAY, Profile.PERFORMANCE));

    @Test
    void givesTheCataloguesReason() {
        RunResult run = Runs.of(Samples.ended("RESUME-ALL-1", Verdict.OK), Samples.ended("RESUME-GAP-1", Verdict.FAIL));

        assertThat(Unjudged.of(run, CLAUSES, UnjudgedTest::isCore))
                .extracting(Unjudged::reason)
                .containsExactly("needs a database");
    }

    @Test
    void blamesTheEndOfTheRunForTheRest() {
        RunResult run = Runs.of(Ending.BUDGET, List.of(), Samples.ended("RESUME-ALL-1", Verdict.OK));

        assertThat(Unjudged.of(run, CLAUSES, UnjudgedTest::isCore))
                .extracting(Unjudged::reason)
                .containsExactly("stopped: the time budget is used up", "needs a database");
    }

    private static boolean isCore(Entry clause) {
        return clause.profile() == Profile.CORE;
    }
}
