package ee.fluxychat.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each Dockerfile says, done without an engine: its files copied, its command started and its health asked for in a scratch folder that
 * stands for the container's root. Only the data and the temporary folder can be written; as root the command runs as the image's user. All
 * but Payara's need a server that {@code mvn -Pmatrix} unpacks first.
 */
class DockerStepsIT {

    private static final Pattern COMMAND_PORT = Pattern.compile("^(|-Djboss\\.http\\.port=)8080$");
    private static final Pattern HTTP_PORT = Pattern.compile("(port=\"|httpPort=\")8080(\")");
    private static final Pattern OTHER_PORT = Pattern.compile("port=\"(?:3700|3820|3920|4848|7676|8181|8686)\"");
    private static final Pattern PATH = Pattern.compile("(?<=^|[=: @\"])/(?:opt|tmp|src|var/lib/fluxy)(?=[/ \"]|$)");
    private static final long START_SECONDS = 300; // some ten on a quiet machine
    private static final int TERMINATED = 143; // 128 and the number of SIGTERM
    private static final int GOING_AWAY = 1001; // RFC 6455, 7.4.1

    @TempDir
    Path root;

    private final String port = Integer.toString(freePort());
    private Dockerfile image;
    private Dockerfile last;

    @BeforeEach
    void hasWhatTheImageIsMadeFor() {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        assumeThat(Path.of("/bin/bash")).exists();
    }

    /** Payara's, and those whose servers are there. */
    static List<String> images() throws IOException {
        List<String> found = new ArrayList<>(List.of("payara"));
        Path servers = Path.of(Objects.requireNonNull(System.getProperty("fluxy.servers"), "fluxy.servers"));
        Map<String, String> folders = Map.of("wildfly", "wildfly", "liberty", "wlp", "glassfish", "glassfish");
        if (Files.isDirectory(servers)) {
            try (Stream<Path> unpacked = Files.list(servers)) {
                Set<String> names =
                        unpacked.map(each -> each.getFileName().toString()).collect(Collectors.toSet());
                folders.forEach((image, prefix) -> {
                    if (names.stream().anyMatch(each -> each.startsWith(prefix))) {
                        found.add(image);
                    }
                });
            }
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("images")
    void startsGetsHealthyAndDrainsWithNothingToWriteButDataAndTemp(String name) throws Exception {
        image = Dockerfile.read(Dockerfile.ROOT.resolve("docker/" + name + ".Dockerfile"));
        last = image.finalStage();
        for (String folder : List.of("opt", "tmp", "var/lib/fluxy")) {
            Files.createDirectories(root.resolve(folder));
        }
        runTheBuild();
        copyTheFiles();
        takeFreePorts();
        Set<Path> before = readOnlyFiles();
        lock();
        Process server = started(last.all("ENTRYPOINT").get(0).words(), root.resolve("tmp/log"));
        try {
            awaitHealth(server);
            CompletableFuture<Integer> closed = socket();

            server.destroy();

            assertThat(server.onExit().get(60, TimeUnit.SECONDS).exitValue()).isIn(0, TERMINATED);
            assertThat(closed.get(5, TimeUnit.SECONDS)).isEqualTo(GOING_AWAY);
            if (name.equals("payara")) { // the others have words of their own to say
                assertThat(log()).doesNotContain("WARNING", "SEVERE", "Exception");
            }
            assertThat(readOnlyFiles()).isEqualTo(before);
            try (Stream<Path> unpacked = Files.walk(root.resolve("tmp"))) {
                assertThat(unpacked)
                        .as("SQLite's library comes from the image")
                        .noneMatch(each -> each.getFileName().toString().startsWith("sqlite-3"));
            }
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    /** All but Maven, which has built the WAR before this test. */
    private void runTheBuild() throws Exception {
        for (Dockerfile.Instruction each : image.stages().get(0).all("RUN")) {
            if (!each.rest().contains("mvn ")) {
                String kept = each.rest().replaceFirst("^mv war/target/servers/", "cp -R war/target/servers/");
                Process step = process(List.of("/bin/sh", "-c", mapped(kept)), root.resolve("tmp/build"))
                        .directory(Dockerfile.ROOT.toFile())
                        .start();
                assertThat(step.waitFor()).as(each.rest()).isZero();
            }
        }
    }

    private void copyTheFiles() throws IOException {
        for (Dockerfile.Instruction each : last.all("COPY")) {
            List<String> arguments = each.arguments();
            Path target = Path.of(mapped(arguments.get(arguments.size() - 1)));
            for (String source : arguments.subList(0, arguments.size() - 1)) {
                Path from = Dockerfile.ROOT.resolve(mapped(source));
                if (from.toString().endsWith(".xml")) { // names paths of the image
                    Files.createDirectories(target.getParent());
                    Files.writeString(target, mapped(Files.readString(from)));
                } else if (!from.equals(target)) {
                    Files.copy(from, target.resolve(from.getFileName()));
                }
            }
        }
    }

    /** In a container each port is free; where the command does not name one, the configuration does. */
    private void takeFreePorts() throws IOException {
        for (String each : List.of("template/domain1/config/domain.xml", "user/servers/fluxy/server.xml")) {
            Path file = root.resolve("opt/fluxy").resolve(each);
            if (Files.exists(file)) {
                String text = HTTP_PORT.matcher(Files.readString(file)).replaceAll("$1" + port + "$2");
                Files.writeString(file, OTHER_PORT.matcher(text).replaceAll(found -> "port=\"" + freePort() + "\""));
            }
        }
    }

    /** As {@code read_only: true}, as far as permissions go. */
    private void lock() throws IOException {
        for (Path each : readOnlyFiles()) {
            if (isTheUsers(each)) {
                if (becomesTheUser()) {
                    giveToTheUser(each);
                }
                continue;
            }
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(each));
            permissions.removeAll(PosixFilePermissions.fromString("-w--w--w-"));
            permissions.addAll(PosixFilePermissions.fromString(Files.isDirectory(each) ? "r-xr-xr-x" : "r--r--r--"));
            Files.setPosixFilePermissions(each, permissions);
        }
        Files.setPosixFilePermissions(root.resolve("tmp"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Path data = root.resolve("var/lib/fluxy");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        if (becomesTheUser()) {
            giveToTheUser(data);
        }
    }

    /** What the image copies with {@code --chown}: permissions cannot keep him from writing there, but that nothing is new there is looked at. */
    private boolean isTheUsers(Path file) {
        return last.all("COPY").stream()
                .filter(each -> each.rest().contains("--chown="))
                .map(each -> each.arguments().get(each.arguments().size() - 1))
                .anyMatch(each -> file.startsWith(mapped(each)));
    }

    private void giveToTheUser(Path file) throws IOException {
        Files.setAttribute(file, "unix:uid", Integer.parseInt(user()[0]), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:gid", Integer.parseInt(user()[1]), LinkOption.NOFOLLOW_LINKS);
    }

    /** The root itself, what leads to the data, and the image's own. */
    private Set<Path> readOnlyFiles() throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("opt"))) {
            return Stream.concat(files, Stream.of(root, root.resolve("var"), root.resolve("var/lib")))
                    .collect(Collectors.toSet());
        }
    }

    private Process started(List<String> words, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        if (becomesTheUser()) {
            command.addAll(List.of("setpriv", "--reuid=" + user()[0], "--regid=" + user()[1], "--clear-groups"));
        }
        words.forEach(each -> command.add(mapped(COMMAND_PORT.matcher(each).replaceAll("$1" + port))));
        if (command.stream().anyMatch(each -> each.endsWith("/standalone.sh"))) {
            command.add("-Djboss.management.http.port=" + freePort());
        }
        ProcessBuilder builder = process(command, log);
        Map<String, String> environment = builder.environment();
        last.all("ENV").forEach(each -> each.pairs().forEach((name, value) -> environment.put(name, mapped(value))));
        environment.merge("JAVA_TOOL_OPTIONS", " -Djava.io.tmpdir=" + mapped("/tmp"), String::concat);
        environment.put("DEMO_ENABLED", "true");
        return builder.start();
    }

    private ProcessBuilder process(List<String> command, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.resolve("tmp").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment()
                .merge("PATH", Path.of(System.getProperty("java.home"), "bin") + ":", (path, ours) -> ours + path);
        return builder;
    }

    private void awaitHealth(Process server) throws Exception {
        List<String> check = last.all("HEALTHCHECK").get(0).words();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < end && server.isAlive()) {
            if (started(check, root.resolve("tmp/health")).waitFor() == 0) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
        }
        throw new AssertionError("the server did not get healthy:\n" + log());
    }

    /** Opens the demo room, and tells how it is closed. */
    private CompletableFuture<Integer> socket() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest question = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/auth/token"))
                .header("Content-Type", "application/json")
                .header(
                        "X-Fluxy-Api-Key",
                        Files.readString(root.resolve("var/lib/fluxy/demo-api-key"))
                                .strip())
                .POST(HttpRequest.BodyPublishers.ofString("{\"userId\":\"ann\",\"roles\":[\"member\"]}"))
                .build();
        String answer =
                http.send(question, HttpResponse.BodyHandlers.ofString()).body();
        Matcher token = Pattern.compile("\"token\":\"([^\"]+)\"").matcher(answer);
        assertThat(token.find()).as(answer).isTrue();
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        CompletableFuture<Void> greeted = new CompletableFuture<>();
        http.newWebSocketBuilder()
                .buildAsync(
                        URI.create("ws://localhost:" + port + "/ws/room/public-demo-room?token=" + token.group(1)),
                        new WebSocket.Listener() {
                            @Override
                            public @Nullable CompletionStage<?> onText(
                                    WebSocket socket, CharSequence text, boolean last) {
                                socket.request(1);
                                greeted.complete(null);
                                return null;
                            }

                            @Override
                            public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                                closed.complete(code);
                                return null;
                            }
                        })
                .get(30, TimeUnit.SECONDS);
        greeted.get(30, TimeUnit.SECONDS); // before that the server may not have let him in
        return closed;
    }

    /** The container's paths in a word or a line, as paths in the scratch folder; the sources are the repository. */
    private String mapped(String text) {
        return PATH.matcher(text)
                .replaceAll(path -> Matcher.quoteReplacement(
                        path.group().equals("/src") ? Dockerfile.ROOT.toString() : root + path.group()));
    }

    private String[] user() {
        return last.all("USER").get(0).rest().split(":", 2);
    }

    /** Root alone can, and only where the image's user may execute this JDK. */
    private static boolean becomesTheUser() throws IOException {
        if (!System.getProperty("user.name").equals("root")) {
            return false;
        }
        for (Path each = Path.of(System.getProperty("java.home")).toRealPath(); each != null; each = each.getParent()) {
            if (!Files.getPosixFilePermissions(each).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }

    private String log() throws IOException {
        return Files.readString(root.resolve("tmp/log"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
