package ee.fluxychat.store;

import ee.fluxychat.identity.Project;
import ee.fluxychat.identity.ProjectId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A project. */
@Entity
@Table(name = "projects")
class ProjectEntity {

    @Id
    String id;

    String name;

    @Column(name = "jwt_secret")
    String jwtSecret;

    @Column(name = "created_at")
    long createdAt;

    static ProjectEntity of(Project project) {
        ProjectEntity entity = new ProjectEntity();
        entity.id = project.id().value();
        entity.name = project.name();
        entity.jwtSecret = project.jwtSecret();
        entity.createdAt = project.createdAt();
        return entity;
    }

    Project toProject() {
        return new Project(new ProjectId(id), name, jwtSecret, createdAt);
    }
}
