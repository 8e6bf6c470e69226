package ee.fluxychat.operator;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.identity.ApiKeys;
import ee.fluxychat.identity.Caller;
import ee.fluxychat.identity.InMemoryProjects;
import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.Provisioning;
import ee.fluxychat.identity.Role;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.platform.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TenancyTest {

    private static final ProjectId FIRST = new ProjectId("first");
    private static final ProjectId SECOND = new ProjectId("second");

    private final InMemoryProjects projects = new InMemoryProjects();

    @BeforeEach
    void foundTwo() {
        Provisioning provisioning =
                new Provisioning(projects, new ApiKeys("pepper"), InstantSource.fixed(Instant.EPOCH));
        provisioning.foundFirst(FIRST, "First");
        provisioning.found(SECOND, "Second", "fc_00000000000000000000000000000000");
    }

    @Test
    void takesTheOldestProjectForTheOperators() {
        Tenancy tenancy = tenancy(Map.of());

        assertThat(tenancy.isOperator(caller(FIRST, Role.ADMIN))).isTrue();
        assertThat(tenancy.isOperator(caller(SECOND, Role.OWNER))).isFalse();
    }

    @Test
    void takesTheProjectThatIsNamedForTheOperators() {
        Tenancy tenancy = tenancy(Map.of("FLUXY_PLATFORM_PROJECT_ID", "second"));

        assertThat(tenancy.isOperator(caller(SECOND, Role.ADMIN))).isTrue();
        assertThat(tenancy.isOperator(caller(FIRST, Role.ADMIN))).isFalse();
    }

    @Test
    void letsOnlyAdminsOperate() {
        assertThat(tenancy(Map.of()).isOperator(caller(FIRST, Role.MEMBER))).isFalse();
    }

    @Test
    void holdsProjectsToATenantsRightsOnlyWhereMany() {
        assertThat(tenancy(Map.of()).isTenant(SECOND)).isFalse();

        Tenancy hosted = tenancy(Map.of("HOSTED_MULTI_TENANT", "true"));
        assertThat(hosted.isTenant(SECOND)).isTrue();
        assertThat(hosted.isTenant(FIRST)).isFalse();
    }

    private Tenancy tenancy(Map<String, String> settings) {
        return new Tenancy(projects, Settings.of(settings));
    }

    private static Caller caller(ProjectId project, Role role) {
        return new Caller(project, new UserId("u"), Set.of(role), Instant.MAX, null);
    }
}
