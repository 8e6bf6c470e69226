package ee.fluxychat.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL of the tests' own, started when the first of them asks for it and stopped with the JVM. Thread-safe. */
final class LocalPostgres {

    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static @Nullable EmbeddedPostgres running;

    private LocalPostgres() {}

    private static synchronized EmbeddedPostgres running() {
        EmbeddedPostgres present = running;
        if (present == null) {
            try {
                present = EmbeddedPostgres.builder().start(); // ends with this JVM
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            running = present;
        }
        return present;
    }

    /** A schema that nobody has used. */
    static PGSimpleDataSource freshSchema() {
        String schema = "test" + SCHEMAS.incrementAndGet();
        try (Connection connection = running().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return source(schema);
    }

    /** Another way to the same schema. */
    static PGSimpleDataSource same(PGSimpleDataSource other) {
        return source(String.valueOf(other.getCurrentSchema()));
    }

    private static PGSimpleDataSource source(String schema) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(running().getJdbcUrl("postgres", "postgres"));
        source.setCurrentSchema(schema);
        return source;
    }
}
