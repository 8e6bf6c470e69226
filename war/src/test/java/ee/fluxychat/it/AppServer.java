package ee.fluxychat.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.Driver;

/**
 * An application server that the WAR is promised to run on: how an instance of its own is laid out, as the README tells an operator to, and
 * started. All but Payara Micro are unpacked by {@code mvn -Pmatrix} first. Stateless.
 */
enum AppServer {
    PAYARA_MICRO {
        @Override
        Start layOut(Instance instance) {
            Path preboot = Path.of(property("fluxy.preboot"));
            Path boot = instance.folder().resolve("before-boot.asadmin");
            write(
                    boot,
                    read(preboot)
                            + instance.database()
                                    .map(each -> """
                                            create-jdbc-connection-pool --datasourceclassname org.postgresql.ds.PGSimpleDataSource --restype javax.sql.DataSource --steadypoolsize 2 --maxpoolsize 12 --maxwait 5000 --isconnectvalidatereq true --validationmethod custom-validation --validationclassname org.glassfish.api.jdbc.validation.PostgresConnectionValidation --property serverName=localhost:portNumber=%d:databaseName=postgres:user=postgres:password=postgres:connectTimeout=5:socketTimeout=30:tcpKeepAlive=true fluxy
                                            create-jdbc-resource --connectionpoolid fluxy jdbc/fluxy
                                            """.formatted(each))
                                    .orElse(""));
            List<String> command = new ArrayList<>(List.of(java()));
            command.addAll(instance.options());
            command.addAll(List.of(
                    "-jar",
                    property("fluxy.payara"),
                    "--nohazelcast",
                    "--nocluster",
                    "--disablephonehome",
                    "--prebootcommandfile",
                    boot.toString(),
                    "--logproperties",
                    preboot.resolveSibling("logging.properties").toString(),
                    "--rootdir",
                    instance.folder().resolve("root").toString(),
                    "--port",
                    Integer.toString(instance.port()),
                    "--contextroot",
                    instance.context().isEmpty() ? "/" : instance.context(),
                    "--deploy",
                    instance.war().toString()));
            instance.database().ifPresent(each -> command.addAll(List.of("--addlibs", driver().toString())));
            return new Start(command, Map.of());
        }
    },

    WILDFLY {
        @Override
        Start layOut(Instance instance) {
            requireRoot(instance);
            Path home = home("wildfly");
            copy(home.resolve("standalone/configuration"), instance.folder().resolve("configuration"));
            instance.database().ifPresent(each -> {
                Path module = instance.folder().resolve("modules/org/postgresql/main");
                copy(driver(), module.resolve("postgresql.jar"));
                write(module.resolve("module.xml"), """
                        <module xmlns="urn:jboss:module:1.9" name="org.postgresql">
                          <resources><resource-root path="postgresql.jar"/></resources>
                          <dependencies><module name="java.se"/><module name="jakarta.transaction.api"/></dependencies>
                        </module>
                        """);
                Path file = instance.folder().resolve("configuration/standalone.xml");
                write(file, replaced(read(file), "<drivers>", """
                        <datasource jndi-name="java:/jdbc/fluxy" pool-name="fluxy" jta="false">
                          <connection-url>jdbc:postgresql://localhost:%d/postgres?connectTimeout=5&amp;socketTimeout=30&amp;tcpKeepAlive=true</connection-url>
                          <driver>postgresql</driver>
                          <pool><max-pool-size>12</max-pool-size></pool>
                          <security user-name="postgres" password="postgres"/>
                          <validation>
                            <valid-connection-checker class-name="org.jboss.jca.adapters.jdbc.extensions.postgres.PostgreSQLValidConnectionChecker"/>
                            <validate-on-match>true</validate-on-match>
                            <exception-sorter class-name="org.jboss.jca.adapters.jdbc.extensions.postgres.PostgreSQLExceptionSorter"/>
                          </validation>
                          <timeout><blocking-timeout-millis>5000</blocking-timeout-millis></timeout>
                        </datasource>
                        <drivers>
                          <driver name="postgresql" module="org.postgresql"/>
                        """.formatted(each)));
            });
            copy(instance.war(), instance.folder().resolve("deployments/fluxy-ee.war"));
            List<String> command = new ArrayList<>(
                    List.of("/bin/sh", home.resolve("bin/standalone.sh").toString()));
            instance.options().stream().filter(each -> each.startsWith("-D")).forEach(command::add);
            command.addAll(List.of(
                    "-Djboss.server.base.dir=" + instance.folder(),
                    "-Djboss.http.port=" + instance.port(),
                    "-Djboss.https.port=" + freePort(),
                    "-Djboss.management.http.port=" + freePort(),
                    "-Djboss.management.https.port=" + freePort()));
            String others = instance.options().stream()
                    .filter(each -> !each.startsWith("-D"))
                    .collect(Collectors.joining(" "));
            return new Start(
                    command,
                    Map.of(
                            "JAVA_OPTS",
                            others + " -Djava.net.preferIPv4Stack=true",
                            "JBOSS_MODULEPATH",
                            home.resolve("modules") + ":" + instance.folder().resolve("modules")));
        }

        @Override
        String dataSource() {
            return "java:/jdbc/fluxy";
        }
    },

    OPEN_LIBERTY {
        @Override
        Start layOut(Instance instance) {
            Path server = instance.folder().resolve("servers/fluxy");
            write(server.resolve("jvm.options"), String.join("\n", instance.options()) + "\n");
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
                      <logging consoleLogLevel="INFO"/>
                      <webApplication location="%s" contextRoot="%s"/>
                    %s</server>
                    """.formatted(
                            instance.port(),
                            instance.war(),
                            instance.context().isEmpty() ? "/" : instance.context(),
                            instance.database()
                                    .map(each -> """
                                    <library id="postgresql"><file name="%s"/></library>
                                    <dataSource id="fluxy" jndiName="jdbc/fluxy" transactional="false" validationTimeout="5s">
                                      <jdbcDriver libraryRef="postgresql"/>
                                      <connectionManager maxPoolSize="12" connectionTimeout="5s"/>
                                      <properties.postgresql serverName="localhost" portNumber="%d" databaseName="postgres"
                                                             user="postgres" password="postgres" connectTimeout="5s"
                                                             socketTimeout="30s" tcpKeepAlive="true"/>
                                    </dataSource>
                                    """.formatted(driver(), each))
                                    .orElse("")));
            return new Start(
                    List.of("/bin/sh", home("wlp").resolve("bin/server").toString(), "run", "fluxy"),
                    Map.of("WLP_USER_DIR", instance.folder().toString()));
        }
    },

    GLASSFISH {
        @Override
        Start layOut(Instance instance) {
            requireRoot(instance);
            Path home = home("glassfish7");
            Path domain = instance.folder().resolve("domain1");
            copy(home.resolve("glassfish/domains/domain1"), domain);
            copy(instance.war(), domain.resolve("autodeploy/fluxy-ee.war"));
            Path file = domain.resolve("config/domain.xml");
            String options = instance.options().stream()
                    .map(each -> "<jvm-options>" + escaped(each) + "</jvm-options>")
                    .reduce("", String::concat);
            String xml = replaced(read(file), "port=\"8080\"", "port=\"" + instance.port() + "\"");
            xml = replaced(xml, "<jvm-options>-Xmx512m</jvm-options>", options);
            xml = replaced(
                    xml,
                    "<http default-virtual-server=\"server\" max-connections=\"250\">",
                    "<http default-virtual-server=\"server\" max-connections=\"250\""
                            + " allow-payload-for-undefined-http-methods=\"true\">");
            xml = replaced(
                    xml,
                    "<thread-pool name=\"http-thread-pool\"",
                    "<thread-pool name=\"http-thread-pool\" max-thread-pool-size=\"200\"");
            if (instance.database().isPresent()) {
                copy(driver(), domain.resolve("lib/postgresql.jar"));
                xml = xml.replaceFirst(
                                "<jdbc-connection-pool ",
                                """
                                <jdbc-resource pool-name="fluxy" jndi-name="jdbc/fluxy"/>
                                <jdbc-connection-pool name="fluxy" datasource-classname="org.postgresql.ds.PGSimpleDataSource"
                                    res-type="javax.sql.DataSource" steady-pool-size="2" max-pool-size="12"
                                    max-wait-time-in-millis="5000" is-connection-validation-required="true"
                                    connection-validation-method="custom-validation"
                                    validation-classname="org.glassfish.api.jdbc.validation.PostgresConnectionValidation">
                                  <property name="serverName" value="localhost"/>
                                  <property name="portNumber" value="%d"/>
                                  <property name="databaseName" value="postgres"/>
                                  <property name="user" value="postgres"/>
                                  <property name="password" value="postgres"/>
                                  <property name="connectTimeout" value="5"/>
                                  <property name="socketTimeout" value="30"/>
                                  <property name="tcpKeepAlive" value="true"/>
                                </jdbc-connection-pool>
                                <jdbc-connection-pool \
                                """.formatted(instance.database().get()).stripTrailing() + " ")
                        .replaceFirst("<resource-ref ", "<resource-ref ref=\"jdbc/fluxy\"/><resource-ref ");
            }
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

    private static final Pattern FIXED_PORT = Pattern.compile("port=\"(?:3700|3820|3920|4848|7676|8181|8686)\"");

    /** One instance: its own folder, its port on loopback, the WAR's context path (another than the root on Payara Micro and Open Liberty only), and the JVM's options with the system properties that the WAR is told by, the WAR, and the port of the PostgreSQL that the server itself is to know. */
    record Instance(
            Path folder, int port, String context, List<String> options, Path war, Optional<Integer> database) {}

    /** The command that runs it in the foreground, and what that finds in its environment. */
    record Start(List<String> command, Map<String, String> environment) {}

    /** Lays the instance out in its folder, which is new. */
    abstract Start layOut(Instance instance);

    /** By what name it knows the data source that it makes for an instance with a database. */
    String dataSource() {
        return "jdbc/fluxy";
    }

    /** A setting that is not where it was in an earlier version must not go missing unnoticed. */
    private static String replaced(String text, String from, String to) {
        if (!text.contains(from)) {
            throw new IllegalStateException("no " + from + " in the server's configuration");
        }
        return text.replace(from, to);
    }

    private static void requireRoot(Instance instance) {
        if (!instance.context().isEmpty()) {
            throw new IllegalArgumentException("laid out at the root only");
        }
    }

    private static Path driver() {
        try {
            return Path.of(Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

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
