package ee.fluxychat.tck.provision;

import ee.fluxychat.tck.config.Section;
import ee.fluxychat.tck.provision.Tenant.KnownUser;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A vendor's description of a target, in YAML; {@code ${NAME}} stands for an environment variable, so that no secret need be written down.
 * Every key is optional and unknown ones are refused. Immutable.
 */
public record FixtureFile(
        Optional<String> target,
        List<Tenant> projects,
        Optional<String> bootstrapSecret,
        Optional<String> program,
        Optional<String> control,
        List<String> nodes,
        Optional<String> rateLimits,
        Optional<Double> timeoutScale) {

    /** A file that says nothing. */
    public static FixtureFile empty() {
        return new FixtureFile(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** Reads a file; fails with {@link Section.Malformed}. */
    public static FixtureFile read(Path file) {
        return of(Section.read(file));
    }

    static FixtureFile of(Section root) {
        root.knowing(
                "target",
                "projects",
                "bootstrap-secret",
                "program",
                "control",
                "nodes",
                "rate-limits",
                "timeout-scale");
        return new FixtureFile(
                root.text("target"),
                root.sections("projects").stream()
                        .map(each -> tenant(each.knowing("key", "secret", "users")))
                        .toList(),
                root.text("bootstrap-secret"),
                root.text("program"),
                root.text("control"),
                root.texts("nodes"),
                root.text("rate-limits"),
                root.number("timeout-scale"));
    }

    private static Tenant tenant(Section project) {
        Map<String, KnownUser> users = new LinkedHashMap<>();
        project.members("users").forEach((name, user) -> {
            user.knowing("id", "token");
            users.put(name, new KnownUser(user.required("id"), user.text("token")));
        });
        return new Tenant(project.required("key"), project.text("secret"), users);
    }
}
