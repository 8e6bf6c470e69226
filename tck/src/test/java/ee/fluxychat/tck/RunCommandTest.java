package ee.fluxychat.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RunCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void answersWrongUsageWith2() {
        assertThat(run("run")).isEqualTo(2);
        assertThat(run("run", "--target", "localhost:8080", "--key", "k")).isEqualTo(2);
        assertThat(run("run", "--target", "http://localhost:1")).isEqualTo(2);
        assertThat(run("run", "--target", "http://localhost:1", "--key", "k", "--timeout-scale", "0"))
                .isEqualTo(2);
        assertThat(run("judge")).isEqualTo(2);
    }

    @Test
    void answersATransportThatCannotCarryTheCasesWith2() {
        assertThat(run("run", "--target", "http://localhost:1", "--key", "k", "--only", "HEALTH", "--transport", "sse"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("no case of these clauses can be played over the transports named; HEALTH-OK-1 has ws");
        assertThat(run("run", "--target", "http://localhost:1", "--key", "k", "--transport", "smoke"))
                .isEqualTo(2);
    }

    @Test
    void answersNumbersThatMakeNoSenseWith2() {
        assertThat(run("run", "--target", "http://localhost:1", "--key", "k", "--budget", "-3"))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("--budget is to be at least 1 second, not -3");
    }

    /** As an unset variable of a script leaves it. */
    @Test
    void answersWhatIsEmptyWith2() {
        assertThat(run("run", "--target", "http://localhost:1", "--key", "")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--key is empty");
        err.getBuffer().setLength(0);
        assertThat(run("run", "--target", "http://localhost:1", "--key", "k", "--report", ""))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("--report is empty");
    }

    @Test
    void answersAMisspeltClauseBesideARightOneWith2() {
        assertThat(run("run", "--target", "http://localhost:1", "--key", "k", "--only", "HEALTH,TENANT-RUUM"))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("there is no clause TENANT-RUUM; did you mean TENANT-ROOM");
        err.getBuffer().setLength(0);
        assertThat(run("list", "--only", "HEALTH,NOPE")).isEqualTo(2);
        assertThat(err.toString()).startsWith("there is no clause NOPE");
    }

    @Test
    void answersAPortThatNoMachineHasWith2() {
        assertThat(run("run", "--target", "http://localhost:99999", "--key", "k"))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("--target has a port beyond 65535");
    }

    @Test
    void answersATargetWithAQueryWith2() {
        assertThat(run("run", "--target", "http://localhost:1/chat?tenant=1", "--key", "k"))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("--target is to end with a host or a path");
    }

    @Test
    void answersASecretThatBelongsToNoProjectWith2() {
        assertThat(run("run", "--target", "http://localhost:1", "--program", "./make", "--token-secret", "s"))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("--token-secret goes with --key, or with projects in --config");
    }

    @Test
    void asksForHelpAsForACommand() {
        assertThat(run("help", "run")).isZero();
        assertThat(out.toString()).contains("Judges one server");
    }

    @Test
    void saysWhatIsWrongAboutTheFile() throws IOException {
        assertThat(run("run", "--config", "nofile.yaml")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--config: nofile.yaml cannot be read: no such file");

        Path config = Files.writeString(folder.resolve("twice.yaml"), "target: http://a\ntarget: http://b\n");
        assertThat(run("run", "--config", config.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("twice.yaml cannot be taken as YAML")
                .contains("duplicate key target");
    }

    @Test
    void saysWhatIsWrongAboutWhereWebhooksAreHeard() {
        saysOfHooks("give that, too", "--hook-url", "http://kit.example.org");
        saysOfHooks("HOST:PORT", "--hook-bind", "localhost");
        saysOfHooks("HOST:PORT", "--hook-bind", "localhost:65536");
        saysOfHooks("--hook-url", "--hook-bind", "0.0.0.0:0");
        saysOfHooks("--hook-url is to be an http or https URL", "--hook-bind", "0.0.0.0:0", "--hook-url", "kit:9000");
    }

    private void saysOfHooks(String sentence, String... options) {
        List<String> line = new ArrayList<>(List.of("run", "--target", "http://localhost:1", "--key", "k"));
        line.addAll(List.of(options));

        assertThat(run(line.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString()).contains(sentence);
    }

    @Test
    void asksBeforeTheRunWhetherItCanBeReported() throws IOException {
        String[] given = {"run", "--target", "http://localhost:1", "--key", "k"};

        assertThat(run(with(given, "--junit", folder.resolve("none/junit.xml").toString())))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--junit: cannot write");
        assertThat(run(with(given, "--junit", folder.toString()))).isEqualTo(2);
        assertThat(run(with(given, "--junit", folder.resolve("junit.xml").toString())))
                .isEqualTo(3);
    }

    @Test
    void refusesABudgetOfNothing() {
        assertThat(run("run", "--target", "http://localhost:1", "--key", "k", "--budget", "0"))
                .isEqualTo(2);
    }

    @Test
    void repeatsNoPasswordThatWasTyped() throws IOException {
        Path config = Files.writeString(folder.resolve("config.yaml"), "target: \"http://me:pass-word@no host\"");

        assertThat(run("run", "--target", "ftp://me:pass-word@localhost", "--key", "k"))
                .isEqualTo(2);
        assertThat(run("run", "--target", "http://me:pass-word@no host", "--key", "k"))
                .isEqualTo(2);
        assertThat(run("run", "--config", config.toString(), "--key", "k")).isEqualTo(2);
        assertThat(run("provision", "--dry-run", "--target", "http://me:pass-word@localhost:1", "--key", "k"))
                .isZero();

        assertThat(err.toString() + out).contains("…@").doesNotContain("pass-word");
    }

    private static String[] with(String[] given, String... more) {
        return Stream.concat(Stream.of(given), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void answersADeadServerWith3() {
        ScriptedServer server = ScriptedServer.answering("200 OK", "{}");
        server.close();

        assertThat(run("run", "--target", server.uri().toString(), "--key", "k"))
                .isEqualTo(3);
        assertThat(err.toString()).contains("cannot connect to " + server.uri());
    }

    @Test
    void answersAServerThatMintsNothingWith3() {
        try (ScriptedServer server = ScriptedServer.answering("404 Not Found", "no such page")) {
            assertThat(run("run", "--target", server.uri().toString(), "--key", "fc_wrong"))
                    .isEqualTo(3);
            assertThat(err.toString()).contains("mints no token").contains("404 no such page");
            assertThat(out.toString()).isEmpty();
        }
    }

    @Test
    void showsNoWebPageAndAsksForThePath() {
        String page = "<!DOCTYPE html><html><head><style>p {}</style></head><body><p>Not here. " + "x".repeat(500);
        try (ScriptedServer server = ScriptedServer.answering("405 Method Not Allowed", page)) {
            assertThat(run("run", "--target", server.uri().toString(), "--key", "fc_wrong"))
                    .isEqualTo(3);
            assertThat(err.toString())
                    .contains("405 a page of HTML: Not here.")
                    .contains("; is " + server.uri() + " where the routes of the server begin?")
                    .doesNotContain("<p>", "x".repeat(200));
        }
    }

    @Test
    void saysThatADeviationIsOutOfDateWhereItsCaseIsTold() throws IOException {
        Path deviations = Files.writeString(folder.resolve("deviations.yaml"), """
                target: mine
                deviations:
                  - id: SICK
                    clauses: [HEALTH-OK-1]
                    reason: It is unwell.
                    since: 2020-01-01
                    expires: 2120-01-01
                """);
        try (ScriptedServer server = ScriptedServer.answering("200 OK", "{\"ok\":true,\"token\":\"a.b.c\"}")) {
            int exit = run(
                    "run",
                    "--target",
                    server.uri().toString(),
                    "--key",
                    "k",
                    "--only",
                    "HEALTH-OK-1",
                    "--deviations",
                    deviations.toString());

            assertThat(exit).isEqualTo(1);
            assertThat(out.toString())
                    .containsPattern("HEALTH-OK-1 .* STALE")
                    .contains("SICK says that this is not so, but it is: take the clause out")
                    .doesNotContain(" ok ");
        }
    }

    @Test
    void answersAServerThatIsNoFluxychatWith1() {
        try (ScriptedServer server = ScriptedServer.answering("200 OK", "{\"token\":\"a.b.c\"}")) {
            int exit =
                    run("run", "--target", server.uri().toString(), "--key", "k", "--only", "HEALTH-OK,ORDER-FIFO-1");

            assertThat(exit).isEqualTo(1);
            assertThat(out.toString())
                    .contains("HEALTH-OK-1")
                    .contains("GET /health answers 200")
                    .contains("--only HEALTH-OK-1 -v")
                    .contains("not conformant");
        }
    }

    @Test
    void answersAServerThatIsWellWith0() {
        try (ScriptedServer server = ScriptedServer.answering("200 OK", "{\"ok\":true,\"token\":\"a.b.c\"}")) {
            int exit = run("run", "--target", server.uri().toString(), "--key", "k", "--only", "HEALTH-OK");

            assertThat(exit).isZero();
            assertThat(out.toString()).contains("1 MUST: 1 ok").contains("conformant as far as judged");
        }
    }

    @Test
    void answersASelectionWithoutACaseWith2AndTheReasons() {
        assertThat(run("run", "--target", "http://localhost:1", "--key", "k", "--profile", "performance"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("nothing can be judged").contains("PERF-");
    }

    @Test
    void answersARunInWhichNothingWasJudgedWith3() {
        try (ScriptedServer server = ScriptedServer.answering("200 OK", "{\"ok\":true,\"token\":\"a.b.c\"}")) {
            int exit = run("run", "--target", server.uri().toString(), "--key", "k", "--only", "DUR-START-1");

            assertThat(exit).isEqualTo(3);
            assertThat(out.toString())
                    .contains("1 skipped · nothing was judged")
                    .contains("give --control");
        }
    }

    @Test
    void saysHowToRunAClauseAgainWithAllThatWasGiven() throws IOException {
        Path config = Files.writeString(folder.resolve("it's mine.yaml"), "rate-limits: off\n");
        try (ScriptedServer server = ScriptedServer.answering("200 OK", "{\"ok\":false,\"token\":\"a.b.c\"}")) {
            String url = server.uri().toString();
            String[] given = {
                "run",
                "--config",
                config.toString(),
                "--target",
                url,
                "--key",
                "sesame",
                "--second-key",
                "other-sesame",
                "--token-secret",
                "hush-hush",
                "--control",
                "./control.sh --now",
                "--node",
                url,
                "--node",
                url,
                "--timeout-scale",
                "2",
                "--strict",
                "--deviations",
                "reference",
                "--seed",
                "7",
                "--only",
                "HEALTH-OK-1,SSE",
                "-v"
            };
            run(given);

            assertThat(out.toString())
                    .contains("java -jar fluxychat-tck.jar run --config '" + folder + "/it'\\''s mine.yaml' --target "
                            + url
                            + " --key … --second-key … --token-secret … --control './control.sh --now' --node " + url
                            + " --node " + url
                            + " --timeout-scale 2 --strict --deviations reference --only HEALTH-OK-1 -v")
                    .doesNotContain("sesame", "hush-hush");
        }
    }

    @Test
    void saysInWhichCaseItWasSeenWhatIsLookedAtAllAlong() {
        try (ScriptedServer server = ScriptedServer.answering("200 OK", "{\"ok\":\"yes\",\"token\":\"a.b.c\"}")) {
            run("run", "--target", server.uri().toString(), "--key", "k", "--only", "HEALTH-OK-1,CONTRACT-HTTP-1");

            assertThat(out.toString())
                    .contains("--only CONTRACT-HTTP-1,HEALTH-OK-1 -v")
                    .contains("the answer to GET /health of nobody in ConventionCases.saysThatItIsWell");
        }
    }

    @Test
    void letsNoServerWriteToTheTerminal() throws IOException {
        String hostile = "\u001b]0;owned\u0007\u202e open sesame";
        try (ScriptedServer server = ScriptedServer.answering("200 OK", hostile)) {
            Path config = Files.writeString(
                    folder.resolve("mine.yaml"),
                    "target: " + server.uri()
                            + "\nprojects:\n  - {key: open sesame, users: {alice: {id: a, token: a.b.c}}}\n");

            run("run", "--config", config.toString(), "--only", "HEALTH-OK-1", "-v");

            assertThat(out.toString())
                    .contains("\\u001b]0;owned\\u0007\\u202e <secret>")
                    .doesNotContain("\u001b", "\u0007", "\u202e", "open sesame");
        }
    }

    @Test
    void writesAReport() {
        Path report = folder.resolve("made/for/it");
        try (ScriptedServer server = ScriptedServer.answering("200 OK", "{\"ok\":true,\"token\":\"a.b.c\"}")) {
            run(
                    "run",
                    "--target",
                    server.uri().toString(),
                    "--key",
                    "open sesame",
                    "--only",
                    "HEALTH",
                    "--report",
                    report.toString());
        }

        assertThat(out.toString()).endsWith("report  " + report.resolve("report.html") + System.lineSeparator());
        assertThat(report).isDirectoryContaining("glob:**/report.html").isDirectoryContaining("glob:**/results.json");
        assertThat(report.resolve("report.html"))
                .content()
                .contains("HEALTH-OK-1")
                .contains("needs a database that can be taken away")
                .doesNotContain("open sesame");
    }

    @Test
    void answersAReportThatCannotBeWrittenWith2BeforeItAsksTheServer() throws IOException {
        Path file = Files.writeString(folder.resolve("report"), "");

        assertThat(run("run", "--target", "http://localhost:1", "--key", "k", "--report", file.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("--report: cannot write into " + file + ": " + file + " is a file and no folder")
                .doesNotContain("cannot connect");
    }

    @Test
    void listsClausesWithoutAServer() {
        assertThat(run("list", "--only", "HEALTH-OK")).isZero();
        assertThat(out.toString()).startsWith("MUST   HEALTH-OK-1").contains("protocol 3.10");
    }

    private int run(String... args) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }
}
