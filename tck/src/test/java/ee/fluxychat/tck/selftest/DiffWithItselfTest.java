package ee.fluxychat.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.CommandRun;
import org.junit.jupiter.api.Test;

/** A server does what it does, whichever of the two it is: the differences of one from itself are the kit's own. */
class DiffWithItselfTest {

    /** Those who talk at once, those who come and go, and those whose frames name many people. */
    private static final String CLAUSES = "ORDER-CHANGE-1,PRES,RESUME,CLOSE-CODE-1,TENANT-STORE-1";

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
                    CLAUSES);

            assertThat(run.out()).contains("no difference");
            assertThat(run.exitCode()).isZero();
        }
    }
}
