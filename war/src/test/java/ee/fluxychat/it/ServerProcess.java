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
import java.util.ArrayList;
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

    private final AppServer kind;
    private final Path data;
    private final Map<String, String> settings;
    private final String context;
    private final int port;
    private Process process;
    private Path log;

    private ServerProcess(AppServer kind, Path data, Map<String, String> settings, String context) throws IOException {
        this.context = context;
        this.kind = kind;
        this.data = data;
        this.settings = settings;
        this.port = AppServer.freePort();
        Files.createDirectories(data);
        this.log = newLog();
        this.process = launched();
    }

    /** Starts Payara Micro on a free port with this data folder and waits until it is ready. */
    static ServerProcess start(Path data, Map<String, String> settings) {
        return start(AppServer.PAYARA_MICRO, data, settings);
    }

    /** The same on another server. */
    static ServerProcess start(AppServer kind, Path data, Map<String, String> settings) {
        return start(kind, data, settings, "");
    }

    /** The same at a context path such as {@code /chat}. */
    static ServerProcess startAt(String context, Path data, Map<String, String> settings) {
        return start(AppServer.PAYARA_MICRO, data, settings, context);
    }

    private static ServerProcess start(AppServer kind, Path data, Map<String, String> settings, String context) {
        try {
            ServerProcess server = new ServerProcess(kind, data, settings, context);
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
        return Files.createTempFile(data, "server-", ".log");
    }

    private Process launched() throws IOException {
        List<String> properties = new ArrayList<>(List.of("-Dfluxy.data=" + data, "-DFLUXY_URL=" + url()));
        settings.forEach((name, value) -> properties.add("-D" + name + "=" + value));
        Path folder = Files.createTempDirectory(data, kind.word());
        AppServer.Start start = kind.layOut(new AppServer.Instance(folder, port, context, properties));
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
        return URI.create("http://localhost:" + port + context);
    }

    /** What it has said since it was started last. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9}: nothing of the server's runs any more, nor of the scripts that started it. */
    void kill() {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.stream().map(ProcessHandle::onExit).forEach(CompletableFuture::join);
    }

    /** As SIGTERM: the server drains and stops; answers its exit code. */
    int stop() {
        process.destroy();
        return process.onExit().orTimeout(60, TimeUnit.SECONDS).join().exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
