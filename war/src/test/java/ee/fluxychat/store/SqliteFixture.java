package ee.fluxychat.store;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.room.PortsContract.Ports;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The ports over a new SQLite file, closed after each test. Confined to the test's thread. */
final class SqliteFixture implements AfterEachCallback {

    private @Nullable Database database;
    private @Nullable GroupCommit writer;

    Ports open(Path folder, InstantSource clock, List<ProjectId> projects) {
        Database opened = Database.open(folder);
        GroupCommit writing = new GroupCommit(opened::writingSession, clock);
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
