package ee.fluxychat.store;

import ee.fluxychat.platform.HealthCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tells monitors whether the database answers. Thread-safe. */
@ApplicationScoped
public class DatabaseHealth implements HealthCheck {

    @Inject
    Database database;

    @Override
    public String name() {
        return "database";
    }

    @Override
    public boolean isHealthy() {
        return database.isReachable();
    }
}
