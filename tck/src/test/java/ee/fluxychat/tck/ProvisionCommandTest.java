package ee.fluxychat.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProvisionCommandTest {

    @Test
    void saysWhatItWouldDoAndContactsNobody() {
        CommandRun run = CommandRun.of(
                "provision",
                "--dry-run",
                "--target",
                "http://localhost:1",
                "--key",
                "fc_a-secret-key",
                "--bootstrap-secret",
                "a-bootstrap-secret");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("At http://localhost:1 the kit would")
                .containsSubsequence(
                        "by key:", "POST /auth/token", "POST /admin/projects", "if that fails, by bootstrap:", "POST")
                .contains("Nothing was sent.")
                .doesNotContain("fc_a-secret-key", "a-bootstrap-secret");
    }

    @Test
    void saysHowAProgramWouldBeAsked() {
        assertThat(CommandRun.of("provision", "--dry-run", "--target", "http://localhost:1", "--program", "./make")
                        .out())
                .contains("{\"op\":\"provision\",\"run\":\"RUN\"}")
                .contains("{\"op\":\"cleanup\",\"run\":\"RUN\"}");
    }

    @Test
    void getsProjectsAndMintsTokens() {
        String answer = "{\"token\":\"a.b.c\",\"apiKey\":\"fc_second0123456789\"}";
        try (ScriptedServer server = ScriptedServer.answering("200 OK", answer)) {
            CommandRun run =
                    CommandRun.of("provision", "--target", server.uri().toString(), "--key", "fc_first0123456789");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .contains("projects by key")
                    .contains("the home project, key fc_…89")
                    .contains("the second project, key fc_…89")
                    .contains("a token for alice with the role member: minted")
                    .contains("cleaned up")
                    .doesNotContain("0123456789");
        }
    }

    @Test
    void answers3WhenNoTokenIsMinted() {
        try (ScriptedServer server = ScriptedServer.answering("403 Forbidden", "{\"error\":\"no\"}")) {
            CommandRun run = CommandRun.of("provision", "--target", server.uri().toString(), "--key", "fc_key");

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err())
                    .contains("the key of the first project mints no token for a member")
                    .contains("403 {\"error\":\"no\"}")
                    .contains("give the key of a project that may mint tokens");
        }
    }

    @Test
    void saysThatAKeyGrantsNoAdmin() {
        // {"sub":"admin","roles":["member"]}
        String answer = "{\"token\":\"e30.eyJzdWIiOiJhZG1pbiIsInJvbGVzIjpbIm1lbWJlciJdfQ.c\"}";
        try (ScriptedServer server = ScriptedServer.answering("200 OK", answer)) {
            CommandRun run = CommandRun.of("provision", "--target", server.uri().toString(), "--key", "fc_key");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .contains("cases that need an admin would be skipped: needs a key that mints admin tokens")
                    .contains("this key grants [member]");
        }
    }

    @Test
    void answers3WhenThereIsNoServerOrNoProject() {
        ScriptedServer server = ScriptedServer.answering("404 Not Found", "{}");
        String[] bootstrap = {"provision", "--target", server.uri().toString(), "--bootstrap-secret", "s"};

        assertThat(CommandRun.of(bootstrap).exitCode()).isEqualTo(3);
        server.close();
        assertThat(CommandRun.of(bootstrap).err()).startsWith("cannot connect");
        assertThat(CommandRun.of("provision").exitCode()).isEqualTo(2);
    }
}
