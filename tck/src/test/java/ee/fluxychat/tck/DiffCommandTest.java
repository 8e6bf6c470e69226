package ee.fluxychat.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiffCommandTest {

    private static final String HEALTH = "{\"ok\":true,\"ts\":%d,\"version\":\"%s\",\"token\":\"a.b.c\"}";

    @Test
    void findsNoDifferenceInIdsTimesAndAddresses() {
        try (ScriptedServer a = ScriptedServer.answering("200 OK", HEALTH.formatted(1, "v"));
                ScriptedServer b = ScriptedServer.answering("200 OK", HEALTH.formatted(2, "v"))) {
            CommandRun run = diff(a, b, "--only", "HEALTH-OK-1");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("no difference; 1 cases on either side");
        }
    }

    @Test
    void tellsWhatBothSayDifferentlyWhereBothPass() {
        try (ScriptedServer a = ScriptedServer.answering("200 OK", HEALTH.formatted(1, "one"));
                ScriptedServer b =
                        ScriptedServer.answering("200 OK", "{\"ok\":true,\"ts\":2,\"extra\":[],\"token\":\"a.b.c\"}")) {
            CommandRun run = diff(a, b, "--only", "HEALTH-OK-1");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out())
                    .startsWith("HEALTH-OK-1")
                    .contains("answer to GET /health, extra: only B has it, []")
                    .contains("answer to GET /health, version: only A has it, \"one\"")
                    .contains("0 verdicts differ, and 2 things on the wire");
        }
    }

    @Test
    void tellsWhichVerdictsDiffer() {
        try (ScriptedServer a = ScriptedServer.answering("200 OK", HEALTH.formatted(1, "v"));
                ScriptedServer b = ScriptedServer.answering("200 OK", "{\"ok\":false,\"token\":\"a.b.c\"}")) {
            CommandRun run = diff(a, b, "--only", "HEALTH-OK-1", "--quick");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out())
                    .contains("verdict  A ok; B FAIL (ok: expected true, actual false")
                    .contains("1 verdicts differ");
        }
    }

    @Test
    void answersADeadServerWith3AndWrongUsageWith2() {
        ScriptedServer dead = ScriptedServer.answering("200 OK", "{}");
        dead.close();

        assertThat(diff(dead, dead, "--only", "HEALTH-OK-1").exitCode()).isEqualTo(3);
        CommandRun alone = CommandRun.of("diff", "--target", "http://localhost:1", "--key", "k");
        assertThat(alone.exitCode()).isEqualTo(2);
        assertThat(alone.err()).startsWith("say where the other server is: --against URL");
        assertThat(diff(dead, dead, "--only", "NOTHING").exitCode()).isEqualTo(2);
    }

    @Test
    void answersWith3WhereNothingWasJudged() {
        try (ScriptedServer a = ScriptedServer.answering("200 OK", "{\"token\":\"a.b.c\"}")) {
            CommandRun run = diff(a, a, "--only", "DUR-START-1");

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err()).startsWith("nothing was judged on either side: needs a program");
        }
    }

    @Test
    void comparesServersWhoseAddressIsMasked() {
        try (ScriptedServer a = ScriptedServer.answering("200 OK", HEALTH.formatted(1, "v"))) {
            CommandRun run = diff(
                    a,
                    a,
                    "--only",
                    "HEALTH-OK-1",
                    "--quick",
                    "--token-secret",
                    a.uri().getHost());

            assertThat(run.exitCode()).isZero();
        }
    }

    private static CommandRun diff(ScriptedServer a, ScriptedServer b, String... more) {
        String[] args = {
            "diff",
            "--target",
            a.uri().toString(),
            "--key",
            "k",
            "--against",
            b.uri().toString(),
            "--against-key",
            "k"
        };
        String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return CommandRun.of(all);
    }
}
