package ee.fluxychat.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An application server that the WAR is promised to run on: how an instance of its own is laid out, as the README tells an operator to, and
 * started. All but Payara Micro are unpacked by {@code mvn -Pmatrix} first. Stateless.
 */
enum AppServer {
    PAYARA_MICRO {
        @Override
        Start layOut(Instance instance) {
            Path preboot = Path.of(property("fluxy.preboot"));
            List<String> command = new ArrayList<>(List.of(java(), HEAP, COMPILED_LIGHTLY));
            command.addAll(instance.properties());
            command.addAll(List.of(
                    "-jar",
                    property("fluxy.payara"),
                    "--nohazelcast",
                    "--nocluster",
                    "--disablephonehome",
                    "--prebootcommandfile",
                    preboot.toString(),
                    "--logproperties",
                    preboot.resolveSibling("logging.properties").toString(),
                    "--rootdir",
                    instance.folder().resolve("root").toString(),
                    "--port",
                    Integer.toString(instance.port()),
                    "--contextroot",
                    instance.context().isEmpty() ? "/" : instance.context(),
                    "--deploy",
                    property("fluxy.war")));
            return new Start(command, Map.of());
        }
    },

    WILDFLY {
        @Override
        Start layOut(Instance instance) {
            Path home = home("wildfly");
            copy(home.resolve("standalone/configuration"), instance.folder().resolve("configuration"));
            copy(Path.of(property("fluxy.war")), instance.folder().resolve("deployments/fluxy-ee.war"));
            List<String> properties = new ArrayList<>(instance.properties());
            properties.addAll(List.of(
                    "-Djboss.server.base.dir=" + instance.folder(),
                    "-Djboss.http.port=" + instance.port(),
                    "-Djboss.https.port=" + freePort(),
                    "-Djboss.management.http.port=" + freePort(),
                    "-Djboss.management.https.port=" + freePort()));
            List<String> command = new ArrayList<>(
                    List.of("/bin/sh", home.resolve("bin/standalone.sh").toString()));
            command.addAll(properties);
            return new Start(
                    command, Map.of("JAVA_OPTS", HEAP + " " + COMPILED_LIGHTLY + " -Djava.net.preferIPv4Stack=true"));
        }
    },

    OPEN_LIBERTY {
        @Override
        Start layOut(Instance instance) {
            Path server = instance.folder().resolve("servers/fluxy");
            write(server.resolve("jvm.options"), HEAP + "\n" + String.join("\n", instance.properties()) + "\n");
            write(server.resolve("server.xml"), """
                    <server>
                      <featureManager>
                        <feature>servlet-6.0</feature>
                        <feature>websocket-2.1</feature>
                        <feature>restfulWS-3.1</feature>
                        <feature>cdi-4.0</feature>
                        <feature>enterpriseBeansLite-4.0</feature>
                        <feature>persistence-3.1</feature>
                        <feature>jsonp-2.1</feature>
                      </featureManager>
                      <httpEndpoint id="defaultHttpEndpoint" host="localhost" httpPort="%d" httpsPort="-1"/>
                      <webApplication location="%s" contextRoot="/"/>
                    </server>
                    """.formatted(instance.port(), property("fluxy.war")));
            return new Start(
                    List.of("/bin/sh", home("wlp").resolve("bin/server").toString(), "run", "fluxy"),
                    Map.of("WLP_USER_DIR", instance.folder().toString()));
        }
    },

    GLASSFISH {
        @Override
        Start layOut(Instance instance) {
            Path home = home("glassfish7");
            Path domain = instance.folder().resolve("domain1");
            copy(home.resolve("glassfish/domains/domain1"), domain);
            copy(Path.of(property("fluxy.war")), domain.resolve("autodeploy/fluxy-ee.war"));
            Path file = domain.resolve("config/domain.xml");
            String options = Stream.concat(Stream.of(HEAP), instance.properties().stream())
                    .map(each -> "<jvm-options>" + escaped(each) + "</jvm-options>")
                    .reduce("", String::concat);
            String xml = read(file)
                    .replace("port=\"8080\"", "port=\"" + instance.port() + "\"")
                    .replace("<jvm-options>-Xmx512m</jvm-options>", options)
                    .replace(
                            "<http default-virtual-server=\"server\" max-connections=\"250\">",
                            "<http default-virtual-server=\"server\" max-connections=\"250\""
                                    + " allow-payload-for-undefined-http-methods=\"true\">")
                    .replace(
                            "<thread-pool name=\"http-thread-pool\"",
                            "<thread-pool name=\"http-thread-pool\" max-thread-pool-size=\"200\"");
            Matcher ports = FIXED_PORT.matcher(xml);
            write(file, ports.replaceAll(port -> "port=\"" + freePort() + "\""));
            return new Start(
                    List.of(
                            java(),
                            "-jar",
                            home.resolve("glassfish/lib/client/appserver-cli.jar")
                                    .toString(),
                            "start-domain",
                            "--verbose",
                            "--domaindir",
                            instance.folder().toString(),
                            "domain1"),
                    Map.of());
        }
    };

    private static final String HEAP = "-Xmx1g";

    /** A test's server lives for a minute: code compiled for speed would cost half of its time and hardly run. */
    private static final String COMPILED_LIGHTLY = "-XX:TieredStopAtLevel=1";

    private static final Pattern FIXED_PORT = Pattern.compile("port=\"(?:3700|3820|3920|4848|7676|8181|8686)\"");

    /** One instance: its own folder, its port on loopback, the WAR's context path (Payara Micro alone has another than the root), and what the WAR is told by system properties. */
    record Instance(Path folder, int port, String context, List<String> properties) {}

    /** The command that runs it in the foreground, and what that finds in its environment. */
    record Start(List<String> command, Map<String, String> environment) {}

    /** Lays the instance out in its folder, which is new. */
    abstract Start layOut(Instance instance);

    /** As it is called in commands and on pages. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }

    private static Path home(String prefix) {
        try (Stream<Path> unpacked = Files.list(Path.of(property("fluxy.servers")))) {
            return unpacked.filter(each -> each.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(prefix + " is not unpacked: run mvn -Pmatrix"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            Files.createDirectories(to.getParent());
            for (Path each : all.toList()) {
                Path twin = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(twin);
                } else {
                    Files.copy(each, twin);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
