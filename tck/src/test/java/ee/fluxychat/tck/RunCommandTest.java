package ee.fluxychat.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    void answersADeadServerWith3() {
        ScriptedServer server = ScriptedServer.answering("200 OK", "{}");
        server.close();

        assertThat(run("run", "--target", server.uri().toString(), "--key", "k"))
                .isEqualTo(3);
        assertThat(err.toString()).contains("cannot connect to " + server.uri());
    }

    @Test
    void answersAServerThatIsNoFluxychatWith1() {
        try (ScriptedServer server = ScriptedServer.answering("404 Not Found", "no such page")) {
            int exit =
                    run("run", "--target", server.uri().toString(), "--key", "k", "--only", "HEALTH-OK,ORDER-FIFO-1");

            assertThat(exit).isEqualTo(1);
            assertThat(out.toString())
                    .contains("HEALTH-OK-1")
                    .contains("GET /health answers 200")
                    .contains("expected    200")
                    .contains("actual      404 \"no such page\"")
                    .contains("--only HEALTH-OK-1 -v")
                    .contains("not conformant");
        }
    }

    @Test
    void answersAServerThatIsWellWith0() {
        try (ScriptedServer server = ScriptedServer.answering("200 OK", "{\"ok\":true}")) {
            int exit = run("run", "--target", server.uri().toString(), "--key", "k", "--only", "HEALTH-OK");

            assertThat(exit).isZero();
            assertThat(out.toString()).contains("1 MUST: 1 ok").contains("conformant as far as judged");
        }
    }

    @Test
    void writesAReport() {
        Path report = folder.resolve("made/for/it");
        try (ScriptedServer server = ScriptedServer.answering("200 OK", "{\"ok\":true}")) {
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
