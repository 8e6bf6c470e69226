package ee.fluxychat.store;

import ee.fluxychat.identity.Project;
import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.Projects;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Projects and keys in the database. A project never changes, so each is read once. Thread-safe. */
final class JpaProjects implements Projects {

    private final Database database;
    private final GroupCommit writer;
    private final Map<ProjectId, Project> known = new ConcurrentHashMap<>();

    JpaProjects(Database database, GroupCommit writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public Optional<Project> find(ProjectId id) {
        Project present = known.get(id);
        if (present != null) {
            return Optional.of(present);
        }
        Optional<Project> found =
                database.read(entities -> Optional.ofNullable(entities.find(ProjectEntity.class, id.value()))
                        .map(ProjectEntity::toProject));
        found.ifPresent(project -> known.put(id, project));
        return found;
    }

    @Override
    public Optional<Project> byKey(String keyHmac) {
        return database.read(entities -> entities.createQuery(
                        "select p from ApiKeyEntity k join ProjectEntity p on p.id = k.project"
                                + " where k.hmac = :hmac and k.revokedAt is null",
                        ProjectEntity.class)
                .setParameter("hmac", keyHmac)
                .getResultStream()
                .findFirst()
                .map(ProjectEntity::toProject));
    }

    @Override
    public List<Project> all() {
        return database.read(entities -> entities.createQuery(
                        "select p from ProjectEntity p order by p.createdAt, p.id", ProjectEntity.class)
                .getResultStream()
                .map(ProjectEntity::toProject)
                .toList());
    }

    @Override
    public boolean create(Project project, StoredKey key, boolean onlyIfFirst) {
        return writer.run(group -> {
            if (onlyIfFirst && count(group) > 0) {
                return false;
            }
            group.entities().persist(ProjectEntity.of(project));
            ApiKeyEntity stored = new ApiKeyEntity();
            stored.id = UUID.randomUUID().toString();
            stored.project = project.id().value();
            stored.prefix = key.prefix();
            stored.hmac = key.hmac();
            stored.createdAt = group.now();
            group.entities().persist(stored);
            group.entities().flush();
            return true;
        });
    }

    private static long count(CommitGroup group) {
        return group.entities()
                .createQuery("select count(p) from ProjectEntity p", Long.class)
                .getSingleResult();
    }
}
