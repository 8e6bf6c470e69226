package ee.fluxychat.store;

import ee.fluxychat.platform.HealthCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Tells monitors whether the database answers and takes what is to be stored. Thread-safe. */
@ApplicationScoped
public class DatabaseHealth implements HealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Inject
    Database database;

    @Inject
    GroupCommit writer;

    @Override
    public String name() {
        return "database";
    }

    @Override
    public boolean isHealthy() {
        return database.isReachable(PATIENCE) && writer.isHealthy(PATIENCE);
    }
}
