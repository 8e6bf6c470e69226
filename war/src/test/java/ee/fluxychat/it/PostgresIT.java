package ee.fluxychat.it;

import ee.fluxychat.tck.target.RateLimits;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same WAR on PostgreSQL, by configuration alone. */
class PostgresIT {

    @TempDir
    Path folder;

    @Test
    void keepsEveryClauseOfTheKitOnPostgres() {
        try (PostgresServer database = PostgresServer.start(folder.resolve("postgresql"))) {
            Map<String, String> settings = new HashMap<>(ServerProcess.UNLIMITED);
            settings.putAll(database.settings());
            Path data = folder.resolve("data");
            try (ServerProcess server = ServerProcess.start(data, settings)) {
                Judgement.requireConformance(
                        server.url(), data, database, RateLimits.OFF, ConformanceIT.ALL_BUT_THE_CONTAINERS);
            }
        }
    }
}
