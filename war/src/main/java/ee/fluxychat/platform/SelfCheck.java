package ee.fluxychat.platform;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says in the log, once, what the WAR has found where it was deployed: the server, the database and what an echo promises there, how frames
 * will be sent, and from where each library is that a server might bring as well. Stateless.
 */
@WebListener
public class SelfCheck implements ServletContextListener {

    private static final System.Logger LOG = System.getLogger(SelfCheck.class.getName());

    /** One class of each library whose version matters, by name: asked for as the code that uses them does. */
    private static final List<String> WITNESSES = List.of(
            "org.hibernate.Session",
            "org.sqlite.JDBC",
            "org.postgresql.Driver",
            "com.zaxxer.hikari.HikariDataSource",
            "org.flywaydb.core.Flyway",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "org.jose4j.jwt.consumer.JwtConsumer",
            "org.eclipse.microprofile.jwt.JsonWebToken",
            "org.slf4j.LoggerFactory",
            "org.jboss.logging.Logger");

    @Inject
    Settings settings;

    @Inject
    Durability durability;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        LOG.log(System.Logger.Level.INFO, report(event.getServletContext()));
    }

    private String report(ServletContext context) {
        List<Library> libraries = WITNESSES.stream().map(SelfCheck::library).toList();
        return String.join(
                System.lineSeparator(),
                "Fluxy EE " + Version.of(context) + " on " + context.getServerInfo() + ", Java "
                        + System.getProperty("java.version") + ", context path "
                        + (context.getContextPath().isEmpty() ? "/" : context.getContextPath()),
                "  database   " + durability.description(),
                "  sending    " + settings.text("FLUXY_FANOUT").orElse("auto")
                        + ": which mode that is here is said with the first connection",
                "  libraries  of the WAR: " + named(libraries.stream().filter(Library::isOurs)),
                "             of the server: " + named(libraries.stream().filter(each -> !each.isOurs())));
    }

    private static String named(Stream<Library> libraries) {
        String names = libraries.map(Library::name).collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }

    /** A library by the jar that it is loaded from. */
    record Library(String name, boolean isOurs) {}

    static Library library(String witness) {
        try {
            Class<?> found = Class.forName(witness, false, SelfCheck.class.getClassLoader());
            CodeSource source = found.getProtectionDomain().getCodeSource();
            String jar = source == null || source.getLocation() == null
                    ? witness
                    : jar(source.getLocation().toString());
            return new Library(jar, found.getClassLoader() == SelfCheck.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return new Library(witness + " (missing)", false);
        }
    }

    /** {@code sqlite-jdbc-3.54.1} of {@code vfs:/content/fluxy-ee.war/WEB-INF/lib/sqlite-jdbc-3.54.1.jar/}, {@code jar:file:/…/a.jar!/} and the like. */
    static String jar(String location) {
        String path = location.replaceFirst("[!/]+$", "");
        return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.jar$", "");
    }
}
