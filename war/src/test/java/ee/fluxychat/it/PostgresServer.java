package ee.fluxychat.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** A PostgreSQL of the tests' own, on a free port, which can be stopped and started again. Not thread-safe. */
final class PostgresServer implements TestDatabase, AutoCloseable {

    private final Path folder;
    private final int port = AppServer.freePort();
    private EmbeddedPostgres running;

    private PostgresServer(Path folder) throws IOException {
        this.folder = folder;
        this.running = launched();
    }

    /** Makes an empty one in this folder and starts it. */
    static PostgresServer start(Path folder) {
        try {
            return new PostgresServer(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres launched() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    /** Stops it as its operator would: sessions are ended, whatever they are doing. */
    void stop() {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void startAgain() {
        try {
            running = launched();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "FLUXY_DATABASE_URL", "jdbc:postgresql://localhost:" + port + "/postgres",
                "FLUXY_DATABASE_USER", "postgres",
                "FLUXY_DATABASE_PASSWORD", "postgres");
    }

    @Override
    public Connection connect() throws SQLException {
        return running.getPostgresDatabase().getConnection();
    }

    @Override
    public void close() {
        stop();
    }
}
