package ee.fluxychat.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.CommandRun;
import org.junit.jupiter.api.Test;

/** A program that does not kill the server says nothing about the server. */
class ControlTest {

    @Test
    void findsNoFaultWithAServerThatWasNotKilled() {
        CommandRun run = run("echo '{\"ok\":true}'");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .contains("the program \"echo '{\"ok\":true}'\" says that it has killed the server, but GET /health")
                .contains("nothing was judged")
                .doesNotContain("FAIL");
    }

    @Test
    void namesTheProgramThatIsMissingRefusesOrTalksNonsense() {
        for (String program : new String[] {"./no-such-control", "echo '{\"error\":\"not today\"}'", "echo hello"}) {
            CommandRun run = run(program);

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.out())
                    .contains("--control: the program \"" + program + "\"")
                    .doesNotContain("FAIL");
        }
    }

    private static CommandRun run(String control) {
        try (TruthfulServer server = new TruthfulServer(new Rules())) {
            return CommandRun.of(
                    "run",
                    "--target",
                    server.uri().toString(),
                    "--key",
                    server.key(),
                    "--control",
                    control,
                    "--only",
                    "DUR-START-1,DUR-ACK,DUR-ONCE-1",
                    "--rate-limits",
                    "on");
        }
    }
}
