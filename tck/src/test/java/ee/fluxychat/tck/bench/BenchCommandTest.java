package ee.fluxychat.tck.bench;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.ScriptedServer;
import ee.fluxychat.tck.bench.ToyServer.Lie;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchCommandTest {

    @Test
    void measuresATruthfulServerAndReportsWhatItFound(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("figures.json");

        Outcome outcome =
                bench(Lie.NONE, "--scenario", "fan-out,acks,paced", "--window", "4,8", "--json", json.toString());

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.text())
                .contains(
                        "fan-out, 10 readers, window 4",
                        "fan-out, 10 readers, window 8",
                        "acks, window 64",
                        "paced, 100 readers, 100/s",
                        "version \"toy\"")
                .contains("valid: every listener heard every message once, in one order");
        assertThat(Files.readString(json)).contains("\"figure\":\"latency p99\"", "\"verdict\":\"valid");
    }

    @ParameterizedTest
    @EnumSource(
            value = Lie.class,
            names = {"NONE", "LIMITS_THE_RATE"},
            mode = EnumSource.Mode.EXCLUDE)
    void failsWithASentenceWhenTheServerLies(Lie lie) throws IOException {
        Outcome outcome = bench(lie, "--scenario", "fan-out");

        assertThat(outcome.exitCode()).as(outcome.text()).isEqualTo(1);
        assertThat(outcome.text()).contains("NOT VALID: ");
    }

    @Test
    void saysWhichSettingsToRaiseWhenTheServerLimitsTheRate() throws IOException {
        Outcome outcome = bench(Lie.LIMITS_THE_RATE, "--scenario", "fan-out");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.text()).contains("rate_limit_exceeded", "RATE_LIMIT_WS_MESSAGES_PER_MINUTE=0");
    }

    @Test
    void refusesAScenarioItDoesNotKnow() throws IOException {
        Outcome outcome = bench(Lie.NONE, "--scenario", "karaoke");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.text()).contains("There is no scenario karaoke");
    }

    @ParameterizedTest
    @CsvSource({"--runs,0", "--seconds,-1", "--readers,0", "--warm-up,-1", "--patience,0", "--cycles,0"})
    void refusesToMeasureNothing(String option, String number) throws IOException {
        Outcome outcome = run("--target", "http://localhost:1", "--key", "k", option, number);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.text()).contains(option + " is to be at least ").contains(", not " + number);
    }

    @Test
    void takesTheTargetFromTheFileOfTheCommandRun(@TempDir Path folder) throws IOException {
        try (ToyServer server = new ToyServer(Lie.NONE)) {
            Path config = Files.writeString(
                    folder.resolve("mine.yaml"), "target: " + server.uri() + "\nprojects:\n  - key: k\n");

            Outcome outcome = run(
                    "--config",
                    config.toString(),
                    "--scenario",
                    "acks",
                    "--runs",
                    "1",
                    "--seconds",
                    "1",
                    "--warm-up",
                    "0");

            assertThat(outcome.exitCode()).as(outcome.text()).isZero();
            assertThat(run("--key", "k").exitCode()).isEqualTo(2);
            assertThat(run("--target", "http://localhost:1").exitCode()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"token\":7}",
                "{\"token\":\"eyJhbGciOiJIUzI1NiJ9.e30.c2ln\",\"room\":{\"id\":\"no id\"}}",
                "\u001b[2J eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"
            })
    @Timeout(60)
    void answersWhatItCannotReadWith3AndOneSentence(String body) {
        try (ScriptedServer server = ScriptedServer.answering("200 OK", body)) {
            Outcome outcome = run("--target", server.uri().toString().replace("//", "//me:pass-word@"), "--key", "k");

            assertThat(outcome.exitCode()).as(outcome.text()).isEqualTo(3);
            assertThat(outcome.text())
                    .contains("NOT MEASURED: ")
                    .doesNotContain("c2ln", "\u001b", "\tat ", "pass-word");
        }
    }

    @Test
    @Timeout(60)
    void fillsNoMemoryWithAnAnswerThatDoesNotEnd() {
        byte[] piece = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        try (ScriptedServer server = ScriptedServer.speaking((head, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(piece);
            }
        })) {
            Outcome outcome = run("--target", server.uri().toString(), "--key", "k");

            assertThat(outcome.exitCode()).as(outcome.text()).isEqualTo(3);
            assertThat(outcome.text()).contains("more than 16777216 bytes");
        }
    }

    private static Outcome run(String... args) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        return new Outcome(
                new CommandLine(new BenchCommand()).setOut(out).setErr(out).execute(args), text.toString());
    }

    private static Outcome bench(Lie lie, String... more) throws IOException {
        try (ToyServer server = new ToyServer(lie)) {
            String[] always = {
                "--target",
                server.uri().toString(),
                "--key",
                "k",
                "--readers",
                "10",
                "--runs",
                "1",
                "--seconds",
                "1",
                "--warm-up",
                "0",
                "--patience",
                "1"
            };
            String[] all = new String[always.length + more.length];
            System.arraycopy(always, 0, all, 0, always.length);
            System.arraycopy(more, 0, all, always.length, more.length);
            return run(all);
        }
    }

    private record Outcome(int exitCode, String text) {}
}
