package ee.fluxychat.platform;

import ee.fluxychat.wire.Limits;
import ee.fluxychat.wire.Text;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The server's configuration by name, such as {@code ALLOWED_ORIGINS}: a system property of that name, or in the form {@code allowed.origins};
 * else the environment variable; else the file that {@code FLUXY_CONFIG} names (Java properties); else the default. Immutable.
 */
public final class Settings {

    private final UnaryOperator<@Nullable String> properties;
    private final UnaryOperator<@Nullable String> environment;
    private final Properties file;

    /** The configuration of this process. */
    public Settings() {
        this(System::getProperty, System::getenv);
    }

    /** A configuration that is given, whatever this process says: for tests, and for who embeds the server. */
    public static Settings of(Map<String, String> values) {
        return new Settings(values::get, name -> null);
    }

    Settings(UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
        this.properties = properties;
        this.environment = environment;
        this.file = new Properties();
        this.file.putAll(text("FLUXY_CONFIG").map(Settings::read).orElseGet(Properties::new));
    }

    private static Properties read(String path) {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(path))) {
            read.load(reader);
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("FLUXY_CONFIG names a file that cannot be read: " + path, e);
        }
    }

    /** The value, if one is set and not blank. */
    public Optional<String> text(String name) {
        String dotted = name.toLowerCase(Locale.ROOT).replace('_', '.');
        for (String value : Arrays.asList(
                properties.apply(name), properties.apply(dotted), environment.apply(name), file.getProperty(name))) {
            if (value != null && !value.isBlank()) {
                return Optional.of(value.strip());
            }
        }
        return Optional.empty();
    }

    /** The value as a whole number of 0 or more; refuses to start with anything else. */
    public int number(String name, int otherwise) {
        return text(name)
                .map(value -> {
                    if (!value.matches("[0-9]{1,9}")) {
                        throw refused(name, "a whole number of 0 or more");
                    }
                    return Integer.valueOf(value);
                })
                .orElse(otherwise);
    }

    /** Whether the value is {@code true}; refuses to start with anything but true or false. */
    public boolean flag(String name, boolean otherwise) {
        return text(name)
                .map(value -> {
                    if (!value.equals("true") && !value.equals("false")) {
                        throw refused(name, "true or false");
                    }
                    return Boolean.valueOf(value);
                })
                .orElse(otherwise);
    }

    /** What to throw when a value is not what it must be; the log then has the reason on a line of its own. */
    public IllegalArgumentException refused(String name, String must) {
        String reason = name + " must be " + must + ", but is '" + text(name).orElse("") + "'";
        StartUp.fails(reason);
        return new IllegalArgumentException(reason);
    }

    /** The value as the id of a room, a user or a project; refuses to start with anything that can be none. */
    public Optional<String> id(String name) {
        Optional<String> id = text(name);
        if (!id.map(Text::isId).orElse(true)) {
            throw refused(name, "1 to " + Limits.ID_LENGTH + " letters, digits, _ or -");
        }
        return id;
    }

    /** Where the database and the keys lie: {@code FLUXY_DATA}, else {@code ./data}. */
    public Path dataFolder() {
        return Path.of(text("FLUXY_DATA").orElse("data"));
    }
}
