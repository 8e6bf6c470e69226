package ee.fluxychat.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.CommandRun;
import org.junit.jupiter.api.Test;

/** A server does what it does, whichever of the two it is: the differences of one from itself are the kit's own. */
class DiffWithItselfTest {

    /** Those who talk at once, those who burst and those whose frames name many people. */
    private static final String CLAUSES = "ORDER,RATE,PRES,RESUME,MSG";

    @Test
    void findsNothing() {
        try (TruthfulServer server = new TruthfulServer(new Rules())) {
            String url = server.uri().toString();
            CommandRun run = CommandRun.of(
                    "diff",
                    "--target",
                    url,
                    "--key",
                    server.key(),
                    "--against",
                    url,
                    "--against-key",
                    server.key(),
                    "--only",
                    System.getProperty("clauses", CLAUSES));

            assertThat(run.out()).contains("no difference");
            assertThat(run.exitCode()).isZero();
        }
    }
}
