package ee.fluxychat.store;

import ee.fluxychat.identity.Projects;
import ee.fluxychat.platform.Settings;
import ee.fluxychat.platform.StartUp;
import ee.fluxychat.room.Members;
import ee.fluxychat.room.Timeline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Opens the database when the first of the ports is asked for, and closes it when the server stops. */
@ApplicationScoped
public class StoreBeans {

    @Produces
    @Singleton
    Database database(Settings settings) {
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
    GroupCommit writer(Database database, InstantSource clock) {
        return new GroupCommit(database, clock);
    }

    /** One after the other: what still waits is stored before the database closes. */
    void close(@Disposes GroupCommit writer, Database database) {
        writer.close();
        database.close();
    }

    @Produces
    @Singleton
    Timeline timeline(Database database, GroupCommit writer) {
        return new JpaTimeline(database, writer);
    }

    @Produces
    @Singleton
    Members members(Database database, GroupCommit writer) {
        return new JpaMembers(database, writer);
    }

    @Produces
    @Singleton
    Projects projects(Database database, GroupCommit writer) {
        return new JpaProjects(database, writer);
    }
}
