package ee.fluxychat.store;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.room.PortsContract.Ports;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The ports over a new database, closed after each test. Confined to the test's thread. */
final class PortsFixture implements AfterEachCallback {

    private @Nullable Database database;
    private @Nullable GroupCommit writer;

    Ports open(Engine engine, InstantSource clock, List<ProjectId> projects) {
        Database opened = new Database(engine);
        GroupCommit writing = new GroupCommit(opened, clock);
        database = opened;
        writer = writing;
        projects.forEach(each -> insert(writing, each));
        return new Ports(new JpaMembers(opened, writing), new JpaTimeline(opened, writing));
    }

    private static void insert(GroupCommit writer, ProjectId project) {
        writer.run(group -> group.entities()
                .createNativeQuery("insert into projects (id, name, jwt_secret, created_at) values (:id, 'p', 's', 0)")
                .setParameter("id", project.value())
                .executeUpdate());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (writer != null) {
            writer.close();
        }
        if (database != null) {
            database.close();
        }
    }
}
