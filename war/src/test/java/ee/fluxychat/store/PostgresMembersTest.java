package ee.fluxychat.store;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.room.MembersContract;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresMembersTest extends MembersContract {

    @RegisterExtension
    final PortsFixture ports = new PortsFixture();

    @Override
    protected Ports open(InstantSource clock, List<ProjectId> projects) {
        return ports.open(PostgresEngine.connect(LocalPostgres.freshSchema(), 4), clock, projects);
    }
}
