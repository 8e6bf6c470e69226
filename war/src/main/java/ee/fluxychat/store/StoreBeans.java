package ee.fluxychat.store;

import ee.fluxychat.identity.Projects;
import ee.fluxychat.platform.Settings;
import ee.fluxychat.platform.StartUp;
import ee.fluxychat.platform.Storage;
import ee.fluxychat.room.Members;
import ee.fluxychat.room.Timeline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Opens the database when the first of the ports is asked for; it is closed by {@code connect.FarewellListener}. */
@ApplicationScoped
public class StoreBeans {

    @Produces
    @Singleton
    static Database database(Settings settings) {
        try {
            return new Database(Engines.of(settings));
        } catch (RuntimeException e) {
            String cause = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
            StartUp.fails(e.getMessage() + cause);
            throw e;
        }
    }

    @Produces
    @Singleton
    static GroupCommit writer(Database database, InstantSource clock) {
        return new GroupCommit(database, clock);
    }

    /** A bean's own end would come too late: see who asks for this one. */
    @Produces
    @Singleton
    static Storage storage(GroupCommit writer, Database database) {
        return () -> {
            writer.close();
            database.close();
        };
    }

    @Produces
    @Singleton
    static Timeline timeline(Database database, GroupCommit writer) {
        return new JpaTimeline(database, writer);
    }

    @Produces
    @Singleton
    static Members members(Database database, GroupCommit writer) {
        return new JpaMembers(database, writer);
    }

    @Produces
    @Singleton
    static Projects projects(Database database, GroupCommit writer) {
        return new JpaProjects(database, writer);
    }
}
