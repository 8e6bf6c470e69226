package ee.fluxychat.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The WAR on an application server that is a process of its own, which can be killed and started again. Not thread-safe. */
final class ServerProcess implements AutoCloseable {

    /** For tests that say more in a minute than people do. */
    static final Map<String, String> UNLIMITED = Map.of(
            "DEMO_ENABLED", "true",
            "PLATFORM_BOOTSTRAP_SECRET", "only-for-tests",
            "RATE_LIMIT_AUTH_TOKEN_PER_MINUTE", "0",
            "RATE_LIMIT_MESSAGES_PER_MINUTE", "0",
            "RATE_LIMIT_WS_MESSAGES_PER_MINUTE", "0");

    private static final Duration START = Duration.ofMinutes(3);

    private final ServerSetup setup;
    private final int port;
    private Process process;
    private Path log;

    private ServerProcess(ServerSetup setup) throws IOException {
        this.setup = setup;
        this.port = AppServer.freePort();
        Files.createDirectories(setup.data());
        this.log = newLog();
        this.process = launched();
    }

    /** Starts Payara Micro on a free port with this data folder and waits until it is ready. */
    static ServerProcess start(Path data, Map<String, String> settings) {
        return start(ServerSetup.of(AppServer.PAYARA_MICRO, data, settings));
    }

    /** Starts a server on a free port and waits until it is ready. */
    static ServerProcess start(ServerSetup setup) {
        try {
            ServerProcess server = new ServerProcess(setup);
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again where it was, after it was killed or stopped, and waits until it is ready. */
    void startAgain() {
        try {
            log = newLog();
            process = launched();
            awaitReady();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path newLog() throws IOException {
        return Files.createTempFile(setup.data(), "server-", ".log");
    }

    private Process launched() throws IOException {
        Path folder = Files.createTempDirectory(setup.data(), setup.kind().word());
        AppServer.Start start = setup.kind().layOut(setup.instance(folder, port));
        ProcessBuilder builder = new ProcessBuilder(start.command())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(start.environment());
        return builder.start();
    }

    private void awaitReady() {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest question = HttpRequest.newBuilder(URI.create(url() + "/health/ready"))
                .timeout(Duration.ofSeconds(10))
                .build();
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // the port is not open yet
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        kill();
        throw new IllegalStateException("the server did not get ready:\n" + log());
    }

    URI url() {
        return URI.create("http://localhost:" + port + setup.context());
    }

    /** What it has said since it was started last. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JVM of the server, which a script may have started. */
    long jvm() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(each -> each.info()
                        .command()
                        .filter(name -> name.endsWith("java"))
                        .isPresent())
                .reduce((script, last) -> last)
                .orElseThrow()
                .pid();
    }

    /** As {@code kill -9}: nothing of the server's runs any more, nor of the scripts that started it. */
    void kill() {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.stream().map(ProcessHandle::onExit).forEach(CompletableFuture::join);
    }

    /** As SIGTERM to the server itself, not to the script that started it: it drains and stops; answers the exit code. */
    int stop() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        return process.onExit().orTimeout(60, TimeUnit.SECONDS).join().exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
