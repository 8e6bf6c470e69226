package ee.fluxychat.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Projects in memory. Thread-safe. */
public final class InMemoryProjects implements Projects {

    private final List<Project> projects = new ArrayList<>();
    private final Map<String, Project> keys = new HashMap<>();

    @Override
    public synchronized Optional<Project> find(ProjectId id) {
        return projects.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    @Override
    public synchronized Optional<Project> byKey(String keyHmac) {
        return Optional.ofNullable(keys.get(keyHmac));
    }

    @Override
    public synchronized List<Project> all() {
        return List.copyOf(projects);
    }

    @Override
    public synchronized boolean create(Project project, StoredKey key, boolean onlyIfFirst) {
        if (onlyIfFirst && !projects.isEmpty()) {
            return false;
        }
        projects.add(project);
        keys.put(key.hmac(), project);
        return true;
    }
}
