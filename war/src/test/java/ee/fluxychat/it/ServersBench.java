package ee.fluxychat.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.store.UnstoredTimeline;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kit's benchmark on each server in one run, with SQLite: {@code mvn -Pmatrix -Dit.test=ServersBench}; {@code -Dfluxy.matrix=wildfly} for
 * one of them. Beside the WAR a twin of it that stores no message shows what storing costs. Prints a table and judges no figure.
 */
class ServersBench {

    private static final Path RESULTS =
            Path.of(Objects.requireNonNull(System.getProperty("fluxy.results"), "fluxy.results"));
    private static final Path WAR = Path.of(Objects.requireNonNull(System.getProperty("fluxy.war"), "fluxy.war"));

    /** The rows of the table: the sentence, the scenario and the name of the figure. */
    private static final List<Row> ROWS = List.of(
            new Row("fan-out, 100 readers, 8 in flight, deliveries/s", "fan-out, 100 readers, window 8", "deliveries"),
            new Row("fan-out, 100 readers, 64 in flight", "fan-out, 100 readers, window 64", "deliveries"),
            new Row("fan-out, 1,000 readers, 8 in flight", "fan-out, 1000 readers, window 8", "deliveries"),
            new Row("fan-out, 1,000 readers, 64 in flight", "fan-out, 1000 readers, window 64", "deliveries"),
            new Row("100 readers, 100 messages/s: p99, ms", "paced, 100 readers, 100/s", "latency p99"),
            new Row("acknowledged messages/s, one at a time", "acks, window 1", "acknowledged messages"),
            new Row("acknowledged messages/s, 64 under way", "acks, window 64", "acknowledged messages"),
            new Row("200 rooms of 10, messages/s", "200 rooms of 10", "messages"),
            new Row("5,000 idle connections: live heap each, kB", "idle, 5000 connections", "live heap each"),
            new Row("5,000 idle connections: resident set each, kB", "idle, 5000 connections", "resident set each"));

    /** So many rows are of the fan-out, and compared with the twin's. */
    private static final int FAN_OUTS = 4;

    @TempDir
    Path folder;

    private record Row(String sentence, String scenario, String figure) {}

    /** The figures of one server, stored and not. */
    private record Column(AppServer server, JsonObject stored, JsonObject unstored) {}

    @Test
    void measuresEachServer() throws Exception {
        String wanted = System.getProperty("fluxy.matrix", "all");
        List<Column> columns = new ArrayList<>();
        for (AppServer server : AppServer.values()) {
            if (wanted.equals("all") || List.of(wanted.split(",")).contains(server.word())) {
                columns.add(new Column(
                        server,
                        measured(server, WAR, "stored", "fan-out,paced,acks,rooms,idle"),
                        measured(server, unstoring(), "unstored", "fan-out")));
            }
        }
        String table = table(columns);
        System.out.println(table);
        Files.createDirectories(RESULTS);
        Files.writeString(RESULTS.resolve("bench.md"), table);
    }

    private JsonObject measured(AppServer server, Path war, String name, String scenarios)
            throws IOException, InterruptedException {
        Path data = folder.resolve(server.word() + "-" + name);
        Path figures = folder.resolve(server.word() + "-" + name + ".json");
        ServerSetup setup =
                ServerSetup.of(server, data, ServerProcess.UNLIMITED).with(war).compiledForSpeed();
        try (ServerProcess running = ServerProcess.start(setup)) {
            int exit = KitJar.run(
                    "bench",
                    "--target",
                    running.url().toString(),
                    "--key",
                    Judgement.demoKey(data),
                    "--server-pid",
                    Long.toString(running.jvm()),
                    "--scenario",
                    scenarios,
                    "--window",
                    "8,64",
                    "--json",
                    figures.toString());
            assertThat(exit).as("what is measured has to be right").isZero();
        }
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(figures))) {
            return reader.readObject();
        }
    }

    /** The WAR with a class besides that takes the timeline's place. */
    private Path unstoring() throws IOException {
        Path twin = folder.resolve("unstored.war");
        if (!Files.exists(twin)) {
            Files.copy(WAR, twin);
            String name = UnstoredTimeline.class.getName().replace('.', '/') + ".class";
            try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + twin.toUri()), Map.of());
                    InputStream code = Objects.requireNonNull(
                            UnstoredTimeline.class.getClassLoader().getResourceAsStream(name))) {
                Files.copy(code, inside.getPath("/WEB-INF/classes/" + name));
            }
        }
        return twin;
    }

    private static String table(List<Column> columns) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (Row row : ROWS) {
            rows.put(
                    row.sentence(),
                    columns.stream()
                            .map(each -> shown(figure(each.stored(), row)))
                            .toList());
        }
        for (Row row : ROWS.subList(0, FAN_OUTS)) {
            rows.put(
                    row.sentence() + ", not stored",
                    columns.stream()
                            .map(each -> shown(figure(each.unstored(), row)))
                            .toList());
            rows.put(
                    row.sentence() + ", stored against not",
                    columns.stream()
                            .map(each -> String.format(
                                    Locale.ROOT,
                                    "%.0f %%",
                                    100 * median(figure(each.stored(), row)) / median(figure(each.unstored(), row))))
                            .toList());
        }
        String head = columns.stream().map(each -> each.server().word()).collect(Collectors.joining(" | "));
        return "| | " + head + " |\n|" + "---|".repeat(columns.size() + 1) + "\n"
                + rows.entrySet().stream()
                        .map(each -> "| " + each.getKey() + " | " + String.join(" | ", each.getValue()) + " |\n")
                        .collect(Collectors.joining());
    }

    private static Optional<JsonObject> figure(JsonObject figures, Row row) {
        return figures.getJsonArray("figures").stream()
                .map(each -> each.asJsonObject())
                .filter(each -> each.getString("scenario").equals(row.scenario())
                        && each.getString("figure").equals(row.figure()))
                .findFirst();
    }

    private static double median(Optional<JsonObject> figure) {
        return figure.map(each -> each.getJsonNumber("median").doubleValue()).orElse(Double.NaN);
    }

    private static String shown(Optional<JsonObject> figure) {
        return figure.map(each -> {
                    String[] parts = Stream.of("median", "min", "max")
                            .map(each::getJsonNumber)
                            .map(JsonNumber::doubleValue)
                            .map(value -> String.format(Locale.ROOT, value < 100 ? "%,.1f" : "%,.0f", value))
                            .toArray(String[]::new);
                    return parts[0] + " (" + parts[1] + "–" + parts[2] + ")";
                })
                .orElse("-");
    }
}
