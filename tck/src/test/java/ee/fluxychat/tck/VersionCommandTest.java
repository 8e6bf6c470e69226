package ee.fluxychat.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionCommandTest {

    @Test
    void saysWhichKitThisIs() {
        CommandRun run = CommandRun.of("version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("kit        fluxychat-tck ")
                .containsPattern("catalogue  sha256 [0-9a-f]{64}")
                .containsPattern("clauses    \\d{3,}, \\d+ of them judged by \\d+ cases")
                .contains("java       ");
    }

    @Test
    void cannotVerifyWhatIsNoJar() {
        CommandRun run = CommandRun.of("version", "--verify");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("verified   no: the kit does not run from a jar");
    }
}
