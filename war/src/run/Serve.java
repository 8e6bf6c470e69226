import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs the server of {@code mvn -Prun} for as long as Maven runs: {@code Serve PORT data=FOLDER ROOT java -jar payara-micro.jar …}. Maven does not
 * stop what it runs when it is terminated; so this watches over it, and no server is left on the port. Stopping waits until the server has
 * drained. A server that cannot start is ended, with its reason as the last word.
 */
final class Serve {

    private static final int FAILED = 1;
    private static final int TERMINATED = 143;

    /** How the WAR begins to say why it does not start (platform.StartUp). */
    private static final String REASON = "Fluxy EE cannot start: ";

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        requireFree(port);
        empty(Path.of(arguments[2]));
        Process server = start(
                arguments[1].substring("data=".length()),
                "http://localhost:" + port,
                List.of(arguments).subList(3, arguments.length));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        Optional<ProcessHandle> maven = ProcessHandle.current().parent();
        maven.ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(TERMINATED)));
        passOn(server);
        System.exit(server.waitFor());
    }

    private static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // what a server that has just stopped leaves behind is no server
            socket.bind(new java.net.InetSocketAddress(port));
        } catch (IOException taken) {
            fail("port " + port + " is taken. Stop what listens there, or choose another: mvn -Prun -Dfluxy.port=9090");
        }
    }

    /** Payara finds here what it served last and would serve it twice. */
    private static void empty(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    /** The environment decides what the command line leaves open. */
    private static Process start(String data, String url, List<String> command) throws IOException {
        Map<String, String> defaults = Map.of("DEMO_ENABLED", "true", "FLUXY_URL", url);
        List<String> all = new ArrayList<>(command);
        List<String> options = new ArrayList<>();
        defaults.forEach((name, value) -> {
            if (System.getenv(name) == null) {
                options.add("-D" + name + "=" + value);
            }
        });
        if (!data.isBlank()) {
            options.add("-DFLUXY_DATA=" + data);
        }
        all.addAll(1, options);
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void passOn(Process server) throws IOException {
        try (BufferedReader log = server.inputReader()) {
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                int reason = line.indexOf(REASON);
                if (reason >= 0) {
                    server.destroyForcibly();
                    fail(line.substring(reason + REASON.length()));
                }
                System.out.println(line);
            }
        }
    }

    private static void fail(String reason) {
        System.err.println(System.lineSeparator() + REASON + reason + System.lineSeparator());
        System.exit(FAILED);
    }

    private static void stop(Process server) {
        server.destroy();
        server.onExit().join();
    }
}
