package ee.fluxychat.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kit makes of a secret of tokens that it is given. */
class GivenSecretTest {

    private static final String FORGED = "AUTH-SECRET-1,AUTH-FORGED-6,AUTH-EXP-2";

    @TempDir
    private Path folder;

    @Test
    void judgesWithTheRightOne() {
        try (TruthfulServer server = new TruthfulServer(new Rules())) {
            CommandRun run = run(server, "--key", server.key(), "--token-secret", server.secret());

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains(" ok").doesNotContain("skip");
        }
    }

    @Test
    void judgesNothingWithAWrongOneAndSaysSo() {
        try (TruthfulServer server = new TruthfulServer(new Rules())) {
            CommandRun run = run(server, "--key", server.key(), "--token-secret", "not-the-secret-of-that-project");

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.out())
                    .contains("is not what the tokens of the first project are signed with")
                    .doesNotContain("FAIL", " ok ");
        }
    }

    @Test
    void takesThatOfTheCommandLineRatherThanThatOfTheFile() throws IOException {
        try (TruthfulServer server = new TruthfulServer(new Rules())) {
            Path config = Files.writeString(
                    folder.resolve("mine.yaml"),
                    "projects:\n  - {key: " + server.key() + ", secret: outdated-secret-of-the-project}\n");
            CommandRun run = run(server, "--config", config.toString(), "--token-secret", server.secret());

            assertThat(run.exitCode()).isZero();
        }
    }

    @Test
    void saysSoOfTheSecondProjectToo() throws IOException {
        try (TruthfulServer server = new TruthfulServer(new Rules())) {
            Path config = Files.writeString(
                    folder.resolve("mine.yaml"),
                    "projects:\n  - {key: " + server.key() + "}\n  - {key: "
                            + server.tenants().get(1).key() + ", secret: not-the-secret-of-that-project}\n");

            assertThat(run(server, "--config", config.toString()).out())
                    .contains("is not what the tokens of the second project are signed with");
        }
    }

    @Test
    void takesNoKeyForThatOfASecondProjectToo() {
        try (TruthfulServer server = new TruthfulServer(new Rules())) {
            CommandRun run = run(server, "--key", server.key(), "--second-key", server.key());

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err()).contains("both keys are the same");
        }
    }

    private static CommandRun run(TruthfulServer server, String... given) {
        String[] all = new String[given.length + 5];
        System.arraycopy(given, 0, all, 5, given.length);
        all[0] = "run";
        all[1] = "--target";
        all[2] = server.uri().toString();
        all[3] = "--only";
        all[4] = FORGED;
        return CommandRun.of(all);
    }
}
