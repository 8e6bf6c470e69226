package ee.fluxychat.operator;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.identity.Project;
import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.Projects;
import ee.fluxychat.platform.Settings;
import java.util.Optional;

/** Which project runs the server and which are its tenants. Thread-safe. */
public final class Tenancy {

    private final Projects projects;
    private final boolean isHosted;
    private final Optional<ProjectId> named;

    Tenancy(Projects projects, Settings settings) {
        this.projects = projects;
        this.isHosted = settings.flag("HOSTED_MULTI_TENANT", false);
        this.named = settings.id("FLUXY_PLATFORM_PROJECT_ID").map(ProjectId::new);
    }

    /** Whether the project is held to a tenant's rights: only in hosted mode, and never the operator's own. */
    boolean isTenant(ProjectId project) {
        return isHosted && !isOperator(project);
    }

    /** Whether the caller runs the whole server, not just his project. */
    boolean isOperator(Caller caller) {
        return caller.isAdmin() && isOperator(caller.project());
    }

    private boolean isOperator(ProjectId project) {
        return named.map(project::equals).orElseGet(() -> projects.all().stream()
                .findFirst()
                .map(Project::id)
                .filter(project::equals)
                .isPresent());
    }
}
