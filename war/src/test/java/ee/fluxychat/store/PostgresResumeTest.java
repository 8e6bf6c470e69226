package ee.fluxychat.store;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.room.ResumeContract;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresResumeTest extends ResumeContract {

    @RegisterExtension
    final PortsFixture ports = new PortsFixture();

    @Override
    protected Ports open(InstantSource clock, List<ProjectId> projects) {
        return ports.open(PostgresEngine.connect(LocalPostgres.freshSchema(), 4), clock, projects);
    }
}
