package ee.fluxychat.store;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.room.ResumeContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SqliteResumeTest extends ResumeContract {

    @RegisterExtension
    final PortsFixture ports = new PortsFixture();

    @TempDir
    Path folder;

    @Override
    protected Ports open(InstantSource clock, List<ProjectId> projects) {
        return ports.open(SqliteEngine.open(folder), clock, projects);
    }
}
