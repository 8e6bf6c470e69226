package ee.fluxychat.tck.provision;

import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.target.ProvisioningFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A vendor's program, in any language, that does what only the vendor can: it is given one JSON object on a line of its standard input,
 * {@code {"op":"provision","run":"kabc123"}}, and prints one JSON object on a line, {@code {"error":"…"}} when it could not. It is started
 * anew for each request, by the system's shell, and has two minutes. Thread-safe.
 */
public final class Program {

    private static final int SECONDS = 120;
    private static final boolean IS_WINDOWS =
            System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT).contains("windows");

    private final String command;

    public Program(String command) {
        this.command = command;
    }

    /** Asks for one operation; answers what the program printed, or fails with what it said was wrong. */
    public Fields does(String operation, String run) {
        List<String> shell = IS_WINDOWS ? List.of("cmd", "/c", command) : List.of("/bin/sh", "-c", command);
        try {
            Process process = new ProcessBuilder(shell)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            tell(process, Json.object("op", operation, "run", run) + "\n");
            String line = lineOf(process);
            process.destroy();
            if (line == null) {
                throw new ProvisioningFailed(this + " ended without a line for " + operation);
            }
            Fields answer = Json.fields("the program's line", line);
            if (answer.has("error")) {
                throw new ProvisioningFailed(this + " refused to " + operation + ": " + answer.text("error"));
            }
            return answer;
        } catch (IOException e) {
            throw new ProvisioningFailed(this + " cannot be talked to: " + e.getMessage());
        } catch (Mismatch wrong) {
            throw new ProvisioningFailed(
                    this + ", asked to " + operation + ", answers otherwise: " + wrong.getMessage());
        }
    }

    /** One that does one thing only need not read what it is asked: its answer counts. */
    private static void tell(Process process, String line) {
        try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(line);
        } catch (IOException notRead) {
            // it has answered already, or ended, which is told by its answer
        }
    }

    private @org.jspecify.annotations.Nullable String lineOf(Process process) throws IOException {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> {
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                String first = out.readLine();
                return first == null ? "" : first;
            } catch (IOException e) {
                return "";
            }
        });
        try {
            String first = line.get(SECONDS, TimeUnit.SECONDS);
            return first.isBlank() ? null : first;
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new ProvisioningFailed(this + " said nothing within " + SECONDS + " s");
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public String toString() {
        return "the program \"" + command + '"';
    }
}
