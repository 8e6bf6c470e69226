package ee.fluxychat.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExplainCommandTest {

    @Test
    void saysWhatAClauseDemandsWhoJudgesItAndHowToRunIt() {
        CommandRun run = CommandRun.of("explain", "resume-page-1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("RESUME-PAGE-1")
                .contains("One answer has at most 200 events")
                .contains("ResumeCases.")
                .contains(": the server ")
                .contains("run --target http://localhost:8080 --key fc_… --only RESUME-PAGE-1 -v");
    }

    @Test
    void saysWhyNoCaseJudgesAClause() {
        assertThat(CommandRun.of("explain", "HEALTH-DOWN-1").out())
                .contains("not judged    needs a database that can be taken away")
                .doesNotContain("run it");
    }

    @Test
    void namesTheDeviationsOfTheReference() {
        assertThat(CommandRun.of("explain", "MSG-ID-1").out())
                .contains("REF-7.1-2")
                .contains("told to the room as if");
    }

    @Test
    void explainsEveryClauseOfAPattern() {
        assertThat(CommandRun.of("explain", "ORDER-FIFO", "ORDER-SAME-*").out())
                .contains("ORDER-FIFO-1", "ORDER-FIFO-2", "ORDER-SAME-1", "ORDER-SAME-2")
                .doesNotContain("ORDER-ONCE-1");
    }

    @Test
    void suggestsTheNearestClausesForAnUnknownOne() {
        CommandRun run = CommandRun.of("explain", "RESUM-PAGE-1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("there is no clause RESUM-PAGE-1; did you mean RESUME-PAGE-1");
        assertThat(CommandRun.of("explain", "nonsense-of-all-kinds").err()).contains("the command list");
        assertThat(CommandRun.of("explain").exitCode()).isEqualTo(2);
    }
}
