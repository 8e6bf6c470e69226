package ee.fluxychat.tck;

import ee.fluxychat.tck.config.Section.Malformed;
import ee.fluxychat.tck.hooks.HookSite;
import ee.fluxychat.tck.provision.BootstrapProvisioner;
import ee.fluxychat.tck.provision.Control;
import ee.fluxychat.tck.provision.FixtureFile;
import ee.fluxychat.tck.provision.FixtureProvisioner;
import ee.fluxychat.tck.provision.KeyProvisioner;
import ee.fluxychat.tck.provision.Program;
import ee.fluxychat.tck.provision.ProgramProvisioner;
import ee.fluxychat.tck.provision.Provisioner;
import ee.fluxychat.tck.provision.Tenant;
import ee.fluxychat.tck.target.RateLimits;
import ee.fluxychat.tck.target.TargetOptions;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The arguments by which a command is told where a target is and what it may use there. */
final class TargetArguments {

    private static final Pattern HOST_AND_PORT = Pattern.compile("(.+):(\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    @Option(names = "--target", paramLabel = "URL", description = "The server, e.g. http://localhost:8080.")
    @Nullable
    URI target;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "A YAML file that describes the target: projects, secrets, users (see GUIDE.md). Options given here win over it.")
    @Nullable
    Path config;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "An API key of a project in which the kit may create rooms.")
    @Nullable
    String key;

    @Option(
            names = "--second-key",
            paramLabel = "KEY",
            description =
                    "An API key of another project, for the cases about tenants. Without it the kit asks the target for a project.")
    @Nullable
    String secondKey;

    @Option(
            names = "--token-secret",
            paramLabel = "SECRET",
            description =
                    "What the tokens of --key's project are signed with, for the cases that forge tokens with the right secret.")
    @Nullable
    String tokenSecret;

    @Option(
            names = "--bootstrap-secret",
            paramLabel = "SECRET",
            description = "Lets the kit create its projects by POST /platform/bootstrap and POST /admin/projects.")
    @Nullable
    String bootstrapSecret;

    @Option(
            names = "--program",
            paramLabel = "COMMAND",
            description =
                    "A program that makes the projects: it reads and prints JSON lines (see GUIDE.md). Reports name it, so give it its secrets by the environment.")
    @Nullable
    String program;

    @Option(
            names = "--provisioner",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Which ways of getting projects to try, in order: fixture, key, bootstrap, program. Default: those that something was given for, in this order.")
    List<String> provisioners = new ArrayList<>();

    @Option(
            names = "--control",
            paramLabel = "COMMAND",
            description =
                    "A program that kills and starts the server, for the profile durability: it reads and prints JSON lines (see GUIDE.md).")
    @Nullable
    String control;

    @Option(
            names = "--node",
            paramLabel = "URL",
            description = "A further URL of the same service, for the profile cluster. May be repeated.")
    List<URI> nodes = new ArrayList<>();

    @Option(
            names = "--hook-bind",
            paramLabel = "HOST:PORT",
            description =
                    "Where the kit listens for webhooks; port 0 is any free one. Default: 127.0.0.1:0 for a target on this machine, else the cases that hear webhooks are skipped.")
    @Nullable
    String hookBind;

    @Option(
            names = "--hook-url",
            paramLabel = "URL",
            description =
                    "How the target reaches --hook-bind, if not by the same host and port: through a proxy, or from a container. Default: http://HOST:PORT.")
    @Nullable
    URI hookUrl;

    @Option(
            names = "--rate-limits",
            paramLabel = "STATE",
            description =
                    "Whether the target's rate limits are the protocol's: ${COMPLETION-CANDIDATES}. By default the kit finds out by a burst.")
    @Nullable
    RateLimits rateLimits;

    @Option(
            names = "--timeout-scale",
            paramLabel = "FACTOR",
            description = "Waits that many times longer for everything, on a slow machine or line. Default: 1.")
    @Nullable
    Double timeoutScale;

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    /** What was given, as the kit needs it; nonsense is a {@link ParameterException} that says what to change. */
    TargetOptions options() {
        FixtureFile file = file();
        double scale = Optional.ofNullable(timeoutScale).or(file::timeoutScale).orElse(1.0);
        if (!(scale > 0)) {
            throw wrong("--timeout-scale is greater than 0");
        }
        TargetOptions options = TargetOptions.of(base("--target", base(file)), provisioners(file))
                .with(Optional.ofNullable(rateLimits).or(() -> rateLimits(file)).orElse(RateLimits.AUTO))
                .with(nodes(file))
                .with(hooks())
                .scaled(scale);
        return Optional.ofNullable(control)
                .or(file::control)
                .map(each -> options.with(Control.by(new Program(each))))
                .orElse(options);
    }

    private List<URI> nodes(FixtureFile file) {
        List<URI> given =
                nodes.isEmpty() ? file.nodes().stream().map(this::parsed).toList() : nodes;
        return given.stream().map(each -> base("--node", each)).toList();
    }

    private HookSite hooks() {
        Optional<URI> url = Optional.ofNullable(hookUrl).map(each -> url("--hook-url", each));
        if (hookBind == null) {
            if (url.isPresent()) {
                throw wrong("--hook-url is how --hook-bind is reached: give that, too");
            }
            return HookSite.unsaid();
        }
        InetSocketAddress bind = address(hookBind);
        if (bind.getAddress().isAnyLocalAddress() && url.isEmpty()) {
            throw wrong(
                    "--hook-bind " + hookBind + " is every address: say by --hook-url which of them the target calls");
        }
        return new HookSite(Optional.of(bind), url);
    }

    private InetSocketAddress address(String hostAndPort) {
        Matcher parts = HOST_AND_PORT.matcher(hostAndPort);
        int port = parts.matches() ? Integer.parseInt(parts.group(2)) : -1;
        if (port < 0 || port > HIGHEST_PORT) {
            throw wrong("--hook-bind is to be HOST:PORT, e.g. 127.0.0.1:0, not " + hostAndPort);
        }
        InetSocketAddress address = new InetSocketAddress(parts.group(1), port);
        if (address.isUnresolved()) {
            throw wrong("--hook-bind: there is no host " + parts.group(1));
        }
        return address;
    }

    /** All that was given and opens doors, for reports to leave out. */
    List<String> secrets() {
        FixtureFile file = file();
        Stream<String> given =
                Stream.of(key, secondKey, tokenSecret, bootstrapSecret).filter(Objects::nonNull);
        Stream<String> filed = file.projects().stream().flatMap(each -> each.secrets().stream());
        return Stream.of(given, filed, file.bootstrapSecret().stream())
                .flatMap(each -> each)
                .toList();
    }

    private FixtureFile file() {
        try {
            return config == null ? FixtureFile.empty() : FixtureFile.read(config);
        } catch (Malformed malformed) {
            throw wrong("--config: " + malformed.getMessage());
        }
    }

    private URI base(FixtureFile file) {
        return Optional.ofNullable(target)
                .or(() -> file.target().map(this::parsed))
                .orElseThrow(() -> wrong("say where the server is: --target URL, or target: in --config"));
    }

    private URI parsed(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw wrong("the target is no URL: " + url);
        }
    }

    private URI url(String option, URI url) {
        if (!List.of("http", "https").contains(String.valueOf(url.getScheme())) || url.getHost() == null) {
            throw wrong(option + " is to be an http or https URL, e.g. http://localhost:8080, not " + url);
        } else if (url.getPort() > HIGHEST_PORT) {
            throw wrong(option + " has a port beyond " + HIGHEST_PORT + ": " + url);
        }
        return url;
    }

    /** Routes are put after it. */
    private URI base(String option, URI url) {
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw wrong(option + " is to end with a host or a path, not with a query or a fragment: " + url);
        }
        return url(option, url);
    }

    private Optional<RateLimits> rateLimits(FixtureFile file) {
        return file.rateLimits().map(each -> {
            if (each.matches("true|false")) { // YAML's own reading of on and off
                return each.equals("true") ? RateLimits.ON : RateLimits.OFF;
            }
            try {
                return RateLimits.valueOf(each.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw wrong("--config: rate-limits is to be auto, on or off, not " + each);
            }
        });
    }

    /** As an unset variable of a script leaves it. */
    private void requireFilled(String option, @Nullable String given) {
        if (given != null && given.isBlank()) {
            throw wrong(option + " is empty");
        }
    }

    private List<Provisioner> provisioners(FixtureFile file) {
        List<Provisioner> offered = new ArrayList<>();
        List<Tenant> projects = projects(file);
        if (!projects.isEmpty()) {
            offered.add(
                    key != null && secondKey == null
                            ? new KeyProvisioner(projects.get(0))
                            : new FixtureProvisioner(projects));
        }
        Optional.ofNullable(bootstrapSecret)
                .or(file::bootstrapSecret)
                .ifPresent(each -> offered.add(new BootstrapProvisioner(each)));
        Optional.ofNullable(program)
                .or(file::program)
                .ifPresent(each -> offered.add(new ProgramProvisioner(new Program(each))));
        List<Provisioner> chosen = provisioners.isEmpty() ? offered : chosen(offered);
        if (chosen.isEmpty()) {
            throw wrong("give the kit a way to get projects: --config, --key, --bootstrap-secret or --program");
        }
        return chosen;
    }

    /** What is given on the command line wins over the file; {@code --key} names another project, so that nothing of the file's is true of it. */
    private List<Tenant> projects(FixtureFile file) {
        requireFilled("--key", key);
        requireFilled("--second-key", secondKey);
        requireFilled("--token-secret", tokenSecret);
        requireFilled("--bootstrap-secret", bootstrapSecret);
        List<Tenant> filed = key == null ? file.projects() : List.of(Tenant.withKey(key));
        if (filed.isEmpty()) {
            if (tokenSecret != null || secondKey != null) {
                throw wrong((tokenSecret == null ? "--second-key" : "--token-secret")
                        + " goes with --key, or with projects in --config");
            }
            return List.of();
        }
        Tenant home = filed.get(0).signing(Optional.ofNullable(tokenSecret));
        return Stream.concat(
                        Stream.of(home),
                        secondKey == null ? filed.stream().skip(1) : Stream.of(Tenant.withKey(secondKey)))
                .toList();
    }

    private List<Provisioner> chosen(List<Provisioner> offered) {
        List<Provisioner> chosen = new ArrayList<>();
        for (String name : provisioners) {
            chosen.add(offered.stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> wrong("--provisioner " + name + ": nothing was given for it; there is "
                            + offered.stream().map(Provisioner::name).toList())));
        }
        return chosen;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
