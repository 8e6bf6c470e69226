package ee.fluxychat.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The WAR on Payara Micro as a process of its own, which can be killed. Not thread-safe. */
final class ServerProcess implements AutoCloseable {

    /** For tests that say more in a minute than people do. */
    static final Map<String, String> UNLIMITED = Map.of(
            "DEMO_ENABLED", "true",
            "RATE_LIMIT_AUTH_TOKEN_PER_MINUTE", "0",
            "RATE_LIMIT_MESSAGES_PER_MINUTE", "0",
            "RATE_LIMIT_WS_MESSAGES_PER_MINUTE", "0");

    private static final Duration START = Duration.ofMinutes(3);

    private final Process process;
    private final URI url;
    private final Path log;

    private ServerProcess(Process process, URI url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    /** Starts on a free loopback port with this data folder and waits until it is ready. */
    static ServerProcess start(Path data, Map<String, String> settings) {
        try {
            Files.createDirectories(data);
            int port = freePort();
            Path log = Files.createTempFile(data, "server-", ".log");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g",
                    "-Dfluxy.data=" + data));
            settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
            command.addAll(List.of(
                    "-jar",
                    System.getProperty("fluxy.payara"),
                    "--nohazelcast",
                    "--nocluster",
                    "--disablephonehome",
                    "--prebootcommandfile",
                    System.getProperty("fluxy.preboot"),
                    "--logproperties",
                    Path.of(System.getProperty("fluxy.preboot"))
                            .resolveSibling("logging.properties")
                            .toString(),
                    "--rootdir",
                    data.resolve("payara-" + port).toString(),
                    "--port",
                    Integer.toString(port),
                    "--contextroot",
                    "/",
                    "--deploy",
                    System.getProperty("fluxy.war")));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            ServerProcess server = new ServerProcess(process, URI.create("http://localhost:" + port), log);
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest question =
                HttpRequest.newBuilder(url.resolve("/health/ready")).build();
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
        process.destroyForcibly();
        throw new IllegalStateException("the server did not get ready:\n" + log());
    }

    URI url() {
        return url;
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9}: nothing of the server's runs any more. */
    void kill() {
        process.destroyForcibly().onExit().join();
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
