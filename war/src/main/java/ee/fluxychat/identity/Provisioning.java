package ee.fluxychat.identity;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Founds projects: each with a random secret for its tokens and its first API key, which is shown once. Thread-safe. */
public final class Provisioning {

    private static final int SECRET_BYTES = 32; // HS256 asks for no less (RFC 7518, 3.2)

    private final SecureRandom random = new SecureRandom();
    private final Projects projects;
    private final ApiKeys keys;
    private final InstantSource clock;

    public Provisioning(Projects projects, ApiKeys keys, InstantSource clock) {
        this.projects = projects;
        this.keys = keys;
        this.clock = clock;
    }

    /** A new project and its key, the one time it is seen. */
    public record Founded(Project project, String apiKey) {

        /** Without the key. */
        @Override
        public String toString() {
            return "Founded[" + project + "]";
        }
    }

    /** Founds a further project under a random id. */
    public Founded found(String name) {
        return found(new ProjectId(UUID.randomUUID().toString()), name, false).orElseThrow();
    }

    /** Founds the server's first project; empty if there is one already, whoever asks at the same time. */
    public Optional<Founded> foundFirst(ProjectId id, String name) {
        return found(id, name, true);
    }

    /** Founds a project under this id with a key that was made before, such as one that is already on disk. */
    public void found(ProjectId id, String name, String apiKey) {
        create(id, name, apiKey, false);
    }

    private Optional<Founded> found(ProjectId id, String name, boolean onlyIfFirst) {
        return create(id, name, keys.generate(), onlyIfFirst);
    }

    private Optional<Founded> create(ProjectId id, String name, String key, boolean onlyIfFirst) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        Project project =
                new Project(id, name, Base64.getUrlEncoder().withoutPadding().encodeToString(secret), clock.millis());
        return projects.create(project, keys.stored(key), onlyIfFirst)
                ? Optional.of(new Founded(project, key))
                : Optional.empty();
    }
}
