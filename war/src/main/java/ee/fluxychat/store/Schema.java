package ee.fluxychat.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The versioned migrations of each database. */
enum Schema {
    SQLITE("sqlite"),
    POSTGRESQL("postgresql");

    private final String folder;

    Schema(String folder) {
        this.folder = folder;
    }

    /** Brings the schema up to date. */
    void migrate(DataSource source) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration/" + folder)
                .load()
                .migrate();
    }
}
