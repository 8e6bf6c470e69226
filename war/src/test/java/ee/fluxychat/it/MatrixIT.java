package ee.fluxychat.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.provision.Tenant;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same WAR on every server and both databases: judged by the kit's jar as a vendor runs it, durability included, and killed ten times
 * under load. By {@code mvn -Pmatrix verify} only; {@code -Dfluxy.matrix=wildfly+postgresql,glassfish} plays some cells. The page is
 * {@code target/matrix/matrix.html}.
 */
class MatrixIT {

    private static final Path RESULTS = Path.of(property("fluxy.results"));
    private static final Path WAR = Path.of(property("fluxy.war"));

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path scratch;

    /** What the server stores in. */
    private enum Store {
        SQLITE,
        POSTGRESQL;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** One column of the page. */
    private record Cell(AppServer server, Store store) {
        String word() {
            return server.word() + "+" + store.word();
        }

        boolean isWanted(String pattern) {
            return Stream.of(pattern.split(","))
                    .anyMatch(each -> each.equals("all")
                            || each.equals(word())
                            || each.equals(server.word())
                            || each.equals(store.word()));
        }
    }

    @TestFactory
    Stream<DynamicNode> keepsEveryPromise() {
        String wanted = System.getProperty("fluxy.matrix", "all");
        List<Cell> cells = cells().filter(each -> each.isWanted(wanted)).toList();
        assertThat(cells).as("cells of the matrix that are called " + wanted).isNotEmpty();
        return cells.stream().flatMap(cell -> Stream.of(
                        DynamicTest.dynamicTest(cell.word() + " is judged", () -> judge(cell)),
                        DynamicTest.dynamicTest(cell.word() + " is killed ten times", () -> kill(cell)),
                        DynamicTest.dynamicTest(cell.word() + " lends its data source", () -> lend(cell)))
                .limit(cell.store() == Store.POSTGRESQL ? 3 : 2));
    }

    private static Stream<Cell> cells() {
        return Stream.of(AppServer.values())
                .flatMap(server -> Stream.of(Store.values()).map(store -> new Cell(server, store)));
    }

    private static void judge(Cell cell) throws Exception {
        in(cell, "judged", (data, database) -> {
            Files.deleteIfExists(
                    RESULTS.resolve(cell.word()).resolve("results.json")); // no column of an earlier success
            try (ServerProcess server = ServerProcess.start(ServerSetup.of(cell.server(), data, settings(database)));
                    ControlDoor door = new ControlDoor(server)) {
                String description = server.log()
                        .lines()
                        .filter(each -> each.contains("  database   "))
                        .map(each -> each.replaceFirst(".*  database   ", ""))
                        .findFirst()
                        .orElse(cell.store().word());
                int exit = KitJar.run(
                        "run",
                        "--target",
                        server.url().toString(),
                        "--config",
                        config(server, data, database).toString(),
                        "--rate-limits",
                        "OFF",
                        "--timeout-scale",
                        "3",
                        "--profile",
                        "core,extended,security,durability",
                        "--control",
                        door.command(),
                        "--about",
                        "Server=" + cell.server().word(),
                        "--about",
                        "Database=" + description,
                        "--about",
                        "WAR, SHA-256=" + sha256(WAR),
                        "--report",
                        RESULTS.resolve(cell.word()).toString());
                assertThat(exit)
                        .as("the kit's exit code: see " + RESULTS.resolve(cell.word()))
                        .isZero();
            }
        });
    }

    /** Two projects and the secrets of their tokens, as a vendor writes them down. */
    private static Path config(ServerProcess server, Path data, TestDatabase database) throws IOException {
        StringBuilder text = new StringBuilder("projects:\n");
        for (Tenant each : Judgement.projects(server.url(), data, database)) {
            text.append("  - key: '").append(each.key()).append("'\n");
            text.append("    secret: '").append(each.secret().orElseThrow()).append("'\n");
        }
        return Files.writeString(data.resolve("kit.yaml"), text);
    }

    private static void kill(Cell cell) throws Exception {
        in(cell, "killed", (data, database) -> {
            int acknowledged = new CrashStory(cell.server(), data, database).play();
            System.out.println(cell.word() + ": killed ten times, " + acknowledged
                    + " messages acknowledged, 0 lost, 0 doubled, 0 reordered");
        });
    }

    /** The database is that which the operator has told the server of, before and after it was restarted. */
    private static void lend(Cell cell) throws Exception {
        in(cell, "lent", (data, database) -> {
            PostgresServer postgres = (PostgresServer) database;
            try (ServerProcess server = ServerProcess.start(
                    ServerSetup.of(cell.server(), data, ServerProcess.UNLIMITED).lending(postgres))) {
                Client alice = Client.of(server.url(), Judgement.demoKey(data), "alice", "member");
                alice.post("/rooms", "{\"id\":\"lent\",\"name\":\"Lent\",\"type\":\"group\"}")
                        .join();
                awaitSaid(alice, "kept where the server keeps its data");
                postgres.stop();
                postgres.startAgain();
                awaitSaid(alice, "and there after a restart");
                try (Connection connection = database.connect();
                        ResultSet found = connection
                                .createStatement()
                                .executeQuery("select string_agg(content, ', ' order by seq) from messages"
                                        + " where room_id = 'lent'")) {
                    assertThat(found.next()).isTrue();
                    assertThat(found.getString(1))
                            .isEqualTo("kept where the server keeps its data, and there after a restart");
                }
            }
        });
    }

    /** Says it until it is taken: what is refused meanwhile may be said again. */
    private static void awaitSaid(Client who, String text) throws InterruptedException {
        String body = "{\"roomId\":\"lent\",\"content\":\"" + text + "\",\"clientMessageId\":\"said-"
                + Integer.toHexString(text.hashCode()) + "\"}";
        long until = System.nanoTime() + PATIENCE.toNanos();
        HttpResponse<String> answer = who.send("/messages", body).join();
        while (answer.statusCode() == 503 && System.nanoTime() - until < 0) {
            TimeUnit.MILLISECONDS.sleep(100);
            answer = who.send("/messages", body).join();
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Something done with a data folder and a database that are new. */
    private interface Deed {
        void with(Path data, TestDatabase database) throws Exception;
    }

    private static void in(Cell cell, String name, Deed deed) throws Exception {
        Path folder = scratch.resolve(cell.word().replace('+', '-') + "-" + name);
        Path data = folder.resolve("data");
        if (cell.store() == Store.SQLITE) {
            deed.with(data, TestDatabase.sqlite(data));
        } else {
            try (PostgresServer database = PostgresServer.start(folder.resolve("postgresql"))) {
                deed.with(data, database);
            }
        }
    }

    private static Map<String, String> settings(TestDatabase database) {
        Map<String, String> settings = new HashMap<>(ServerProcess.UNLIMITED);
        settings.putAll(database.settings());
        return settings;
    }

    /** One page of all cells whose last judgement is known, in this run or an earlier one; the WAR's hash is in each column. */
    @AfterAll
    static void drawThePage() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("matrix"));
        cells().filter(each -> Files.exists(RESULTS.resolve(each.word()).resolve("results.json")))
                .forEach(each -> command.add(each.word() + "=" + RESULTS.resolve(each.word())));
        command.addAll(List.of("-o", RESULTS.resolve("matrix.html").toString()));
        if (command.size() > 3) {
            assertThat(KitJar.run(command.toArray(String[]::new)))
                    .as("drawing the page")
                    .isZero();
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }
}
