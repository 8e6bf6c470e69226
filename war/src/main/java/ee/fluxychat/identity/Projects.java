package ee.fluxychat.identity;

import java.util.List;
import java.util.Optional;

/** Port: the projects and their API keys. Every change is stored when the method returns. Thread-safe. */
public interface Projects {

    Optional<Project> find(ProjectId id);

    /** The project that a key belongs to, by the key's HMAC; revoked keys belong to none. */
    Optional<Project> byKey(String keyHmac);

    /** All of them, the oldest first. */
    List<Project> all();

    /** Stores a project with its first key; false, and nothing stored, if {@code onlyIfFirst} and there is one already. */
    boolean create(Project project, StoredKey key, boolean onlyIfFirst);

    /** A key as it is stored: enough to know it again, not enough to use it. */
    record StoredKey(String hmac, String prefix) {}
}
