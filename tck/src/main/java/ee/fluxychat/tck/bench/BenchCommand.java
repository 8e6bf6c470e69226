package ee.fluxychat.tck.bench;

import ee.fluxychat.tck.bench.load.CannotMeasure;
import ee.fluxychat.tck.bench.load.Violation;
import ee.fluxychat.tck.config.Section.Malformed;
import ee.fluxychat.tck.provision.FixtureFile;
import ee.fluxychat.tck.provision.Tenant;
import ee.fluxychat.tck.report.ExitCode;
import ee.fluxychat.tck.report.Visible;
import ee.fluxychat.tck.report.folder.Masking;
import ee.fluxychat.tck.socket.BrokenFrame;
import ee.fluxychat.tck.socket.EventLoop;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a target and checks order and completeness while it does so. */
@Command(
        name = "bench",
        description = "Measures a target; fails if a message is lost, repeated or out of order.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnExecutionException = ExitCode.COULD_NOT_JUDGE,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:measured: every listener heard every message once, in one order",
            "1:not valid: a message was lost, repeated or out of order",
            "2:wrong usage",
            "3:not measured: the target could not be reached, or not be measured as it is set up"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bench --target http://localhost:8080 --key fc_…",
            "  bench --config my-server.yaml --scenario fan-out --json figures.json"
        })
public final class BenchCommand implements Callable<Integer> {

    private static final Map<String, Supplier<Scenario>> SCENARIOS = scenarios();

    @Spec
    private CommandSpec spec;

    @Option(names = "--target", description = "The target, as http://host:port")
    private @Nullable URI target;

    @Option(names = "--key", paramLabel = "KEY", description = "An API key of a project there")
    private @Nullable String key;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The file that the command run takes (see GUIDE.md): its target and the key of its first project, unless given here")
    private @Nullable Path config;

    @Option(
            names = "--scenario",
            split = ",",
            defaultValue = "fan-out,paced,acks,rooms,stalled",
            description = "fan-out, paced, acks, rooms, stalled, idle, churn (default: ${DEFAULT-VALUE})")
    private List<String> scenarios;

    @Option(
            names = "--readers",
            split = ",",
            defaultValue = "100,1000",
            description = "Audiences of fan-out (default: ${DEFAULT-VALUE})")
    private List<Integer> readers;

    @Option(
            names = "--window",
            split = ",",
            defaultValue = "8",
            description = "Messages in flight of fan-out: said, and not heard by all (default: ${DEFAULT-VALUE})")
    private List<Integer> windows;

    @Option(names = "--runs", defaultValue = "3", description = "Runs per figure (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--seconds", defaultValue = "5", description = "Seconds per run (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "5", description = "Seconds before them (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--idle", defaultValue = "5000", description = "Idle connections (default: ${DEFAULT-VALUE})")
    private int idle;

    @Option(names = "--cycles", defaultValue = "20000", description = "Cycles of churn (default: ${DEFAULT-VALUE})")
    private int cycles;

    @Option(
            names = "--patience",
            defaultValue = "30",
            description = "Seconds until what has not come counts as lost (default: ${DEFAULT-VALUE})")
    private int patience;

    @Option(names = "--server-pid", description = "The target's JVM on this machine, for its memory")
    private @Nullable Long serverPid;

    @Option(names = "--json", description = "A file for the figures")
    private @Nullable Path json;

    @Override
    public Integer call() {
        requireMeasures();
        PrintWriter out = spec.commandLine().getOut();
        Figures figures = new Figures(out);
        StringBuilder environment = new StringBuilder(32);
        int exitCode;
        String verdict;
        try {
            measure(figures, environment);
            exitCode = ExitCode.CONFORMANT;
            verdict = "valid: every listener heard every message once, in one order";
        } catch (Violation | BrokenFrame e) {
            exitCode = ExitCode.NOT_CONFORMANT;
            verdict = "NOT VALID: " + shown(String.valueOf(e.getMessage()));
        } catch (CannotMeasure e) {
            exitCode = ExitCode.COULD_NOT_JUDGE;
            verdict = "NOT MEASURED: " + shown(String.valueOf(e.getMessage()));
        }
        out.println(verdict);
        out.flush();
        write(figures.toJson(environment.toString(), verdict));
        return exitCode;
    }

    /** What a target said and what was given, masked and visible. */
    private String shown(String text) {
        Masking masking = Masking.of(Stream.concat(
                        Optional.ofNullable(key).stream(),
                        file().projects().stream().flatMap(each -> each.secrets().stream()))
                .toList());
        return Visible.line(masking.of(text));
    }

    private void requireMeasures() {
        readers.forEach(each -> require("--readers", each, 1));
        windows.forEach(each -> require("--window", each, 1));
        require("--runs", runs, 1);
        require("--seconds", seconds, 1);
        require("--warm-up", warmUp, 0);
        require("--idle", idle, 1);
        require("--cycles", cycles, 1);
        require("--patience", patience, 1);
        if (serverPid != null) {
            require("--server-pid", serverPid, 1);
        }
    }

    private void require(String option, long given, int least) {
        if (given < least) {
            throw wrong(option + " is to be at least " + least + ", not " + given);
        }
    }

    private void measure(Figures figures, StringBuilder environment) {
        List<Scenario> plays = scenarios.stream().map(this::named).toList();
        TargetServer server = server();
        environment.append(shown(environment(server)));
        figures.head(environment.toString());
        Effort effort = new Effort(
                readers,
                windows,
                runs,
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(seconds),
                idle,
                cycles,
                Duration.ofSeconds(patience));
        try (EventLoop loop = new EventLoop()) {
            Stage stage =
                    new Stage(loop, server, Optional.ofNullable(serverPid).map(ServerProcess::new), effort, figures);
            plays.forEach(play -> play.play(stage));
        }
    }

    private String environment(TargetServer server) {
        return server.description() + "; client: JDK " + System.getProperty("java.version") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores; " + runs + " runs of " + seconds
                + " s after " + warmUp + " s";
    }

    private TargetServer server() {
        FixtureFile file = file();
        URI where = Optional.ofNullable(target)
                .or(() -> file.target().map(this::parsed))
                .orElseThrow(() -> wrong("say where the server is: --target URL, or target: in --config"));
        String with = Optional.ofNullable(key)
                .or(() -> file.projects().stream().map(Tenant::key).findFirst())
                .orElseThrow(() -> wrong("give an API key: --key, or projects: in --config"));
        return new TargetServer(where, with);
    }

    private URI parsed(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw wrong("the target is no URL: " + url);
        }
    }

    private FixtureFile file() {
        try {
            return config == null ? FixtureFile.empty() : FixtureFile.read(config);
        } catch (Malformed malformed) {
            throw wrong("--config: " + malformed.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Scenario named(String name) {
        Supplier<Scenario> scenario = SCENARIOS.get(name);
        if (scenario == null) {
            throw wrong("There is no scenario " + name + "; there are " + String.join(", ", SCENARIOS.keySet()));
        }
        return scenario.get();
    }

    private void write(JsonObject report) {
        if (json != null) {
            try {
                Files.writeString(json, report.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Map<String, Supplier<Scenario>> scenarios() {
        Map<String, Supplier<Scenario>> all = new LinkedHashMap<>();
        all.put("fan-out", FanOut::new);
        all.put("paced", Paced::new);
        all.put("acks", Acknowledgements::new);
        all.put("rooms", ManyRooms::new);
        all.put("stalled", StalledReader::new);
        all.put("idle", IdleConnections::new);
        all.put("churn", Churn::new);
        return all;
    }
}
