package ee.fluxychat.it;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A database that a server under test stores in: how the server is told of it, and how a test looks into it. */
interface TestDatabase {

    /** What the server is configured with. */
    Map<String, String> settings();

    /** A way past the server. */
    Connection connect() throws SQLException;

    /** The file in the data folder, which needs no configuration. */
    static TestDatabase sqlite(Path data) {
        return new TestDatabase() {
            @Override
            public Map<String, String> settings() {
                return Map.of();
            }

            @Override
            public Connection connect() throws SQLException {
                return DriverManager.getConnection("jdbc:sqlite:" + data.resolve("fluxy.db"));
            }
        };
    }
}
