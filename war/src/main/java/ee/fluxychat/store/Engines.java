package ee.fluxychat.store;

import ee.fluxychat.platform.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens the database that the configuration names: PostgreSQL by URL or by a data source of the container's, else SQLite. Stateless. */
final class Engines {

    private static final String URL = "FLUXY_DATABASE_URL";
    private static final String USER = "FLUXY_DATABASE_USER";
    private static final String PASSWORD = "FLUXY_DATABASE_PASSWORD";
    private static final String PASSWORD_FILE = "FLUXY_DATABASE_PASSWORD_FILE";
    private static final String CONNECTIONS = "FLUXY_DATABASE_CONNECTIONS";
    private static final String DATA_SOURCE = "FLUXY_DATABASE_JNDI";
    private static final int USUAL_CONNECTIONS = 10;
    private static final Pattern WITH_USER = Pattern.compile("jdbc:postgresql://[^/?]*@");

    private Engines() {}

    /** Opens it; the message of what it throws says what to change. */
    static Engine of(Settings settings) {
        Optional<String> name = settings.text(DATA_SOURCE);
        Optional<String> url = settings.text(URL);
        if (name.isPresent() && url.isPresent()) {
            throw new IllegalArgumentException(URL + " and " + DATA_SOURCE + " name two databases: set one of them");
        }
        return name.<Engine>map(each -> PostgresEngine.over(named(each), connections(settings)))
                .or(() -> url.map(each -> PostgresEngine.connect(source(settings, each), connections(settings))))
                .orElseGet(() -> SqliteEngine.open(settings.dataFolder()));
    }

    @SuppressWarnings("BanJNDI") // the operator's own name, and none that leads to another machine
    private static DataSource named(String name) {
        if (name.contains("://")) {
            throw new IllegalArgumentException(DATA_SOURCE + " must be a name such as jdbc/fluxy, but is " + name);
        }
        try {
            Object found = new InitialContext().lookup(name);
            if (found instanceof DataSource source) {
                return source;
            }
            throw new IllegalArgumentException(DATA_SOURCE + " names " + name + ", which is no data source");
        } catch (NamingException e) {
            throw new IllegalArgumentException(
                    DATA_SOURCE + " names " + name + ", which this server does not know: make the data source first",
                    e);
        }
    }

    private static PGSimpleDataSource source(Settings settings, String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        // the value may hold a password, and so may what the driver says of it
        String form = URL + " must be of the form jdbc:postgresql://host:5432/database";
        if (WITH_USER.matcher(url).lookingAt()) { // the driver would take all of it for the host
            throw new IllegalArgumentException(form + "; the account is named by " + USER + " and " + PASSWORD_FILE);
        }
        try {
            source.setUrl(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(form);
        }
        settings.text(USER).ifPresent(source::setUser);
        settings.text(PASSWORD)
                .or(() -> settings.text(PASSWORD_FILE).map(Engines::secret))
                .ifPresent(source::setPassword);
        return source;
    }

    private static String secret(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(PASSWORD_FILE + " names a file that cannot be read: " + file, e);
        }
    }

    private static int connections(Settings settings) {
        int connections = settings.number(CONNECTIONS, USUAL_CONNECTIONS);
        if (connections == 0) {
            throw settings.refused(CONNECTIONS, "at least 1");
        }
        return connections;
    }
}
