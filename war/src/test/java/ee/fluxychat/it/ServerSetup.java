package ee.fluxychat.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a server is started with: which one, the folder of its data, what the WAR is told by name, the context path, the WAR, the JVM's options,
 * and the database that the server itself is to know. Immutable.
 */
record ServerSetup(
        AppServer kind,
        Path data,
        Map<String, String> settings,
        String context,
        Path war,
        List<String> jvm,
        Optional<PostgresServer> lent) {

    private static final String HEAP = "-Xmx1g";

    /** A test's server lives for a minute: code compiled for speed would cost half of its time and hardly run. */
    private static final String COMPILED_LIGHTLY = "-XX:TieredStopAtLevel=1";

    /** The build's WAR at the root. */
    static ServerSetup of(AppServer kind, Path data, Map<String, String> settings) {
        Path war = Path.of(Objects.requireNonNull(System.getProperty("fluxy.war"), "fluxy.war"));
        return new ServerSetup(kind, data, settings, "", war, List.of(HEAP, COMPILED_LIGHTLY), Optional.empty());
    }

    /** The same at a context path such as {@code /chat}. */
    ServerSetup at(String path) {
        return new ServerSetup(kind, data, settings, path, war, jvm, lent);
    }

    /** The same with a data source of the server's own for this database. */
    ServerSetup lending(PostgresServer database) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("FLUXY_DATABASE_JNDI", kind.dataSource());
        return new ServerSetup(kind, data, all, context, war, jvm, Optional.of(database));
    }

    /** The same with another WAR. */
    ServerSetup with(Path otherWar) {
        return new ServerSetup(kind, data, settings, context, otherWar, jvm, lent);
    }

    /** The same as an operator starts it, to be measured. */
    ServerSetup compiledForSpeed() {
        return new ServerSetup(kind, data, settings, context, war, List.of(HEAP), lent);
    }

    /** An instance of its own in a new folder. */
    AppServer.Instance instance(Path folder, int port) {
        List<String> options = new ArrayList<>(jvm);
        options.add("-Dfluxy.data=" + data);
        options.add("-DFLUXY_URL=http://localhost:" + port + context);
        settings.forEach((name, value) -> options.add("-D" + name + "=" + value));
        return new AppServer.Instance(folder, port, context, options, war, lent.map(PostgresServer::port));
    }
}
