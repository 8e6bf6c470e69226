package ee.fluxychat.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.Kit;
import ee.fluxychat.tck.Manner;
import ee.fluxychat.tck.Selection;
import ee.fluxychat.tck.provision.FixtureProvisioner;
import ee.fluxychat.tck.provision.Tenant;
import ee.fluxychat.tck.report.ConsoleReport;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.target.RateLimits;
import ee.fluxychat.tck.target.TargetOptions;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kit's judgement of a running server, as an assertion. */
final class Judgement {

    private Judgement() {}

    /** The demo project's key, which a server with this data folder wrote. */
    static String demoKey(Path data) {
        try {
            return Files.readString(data.resolve("demo-api-key")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String secret(String project, TestDatabase database) {
        try (Connection connection = database.connect();
                PreparedStatement statement =
                        connection.prepareStatement("select jwt_secret from projects where id = ?")) {
            statement.setString(1, project);
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return found.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The demo project and another, with the secrets of their tokens: the kit forges some with them that must be rejected all the same. */
    static List<Tenant> projects(URI url, Path data, TestDatabase database) {
        Tenant demo = new Tenant(demoKey(data), Optional.of(secret("demo", database)), Map.of());
        return List.of(demo, another(url, data, database));
    }

    private static Tenant another(URI url, Path data, TestDatabase database) {
        try {
            JsonObject project = Client.of(url, demoKey(data), "owner", "owner")
                    .post("/admin/projects", "{\"name\":\"another\"}")
                    .join()
                    .getJsonObject("project");
            return new Tenant(
                    project.getString("apiKey"), Optional.of(secret(project.getString("id"), database)), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Fails with the kit's own report unless every selected clause holds, recommendations included. */
    static void requireConformance(URI url, Path data, RateLimits limits, Selection selection) {
        requireConformance(url, data, TestDatabase.sqlite(data), limits, selection);
    }

    /** The same of a server that stores in this database. */
    static void requireConformance(URI url, Path data, TestDatabase database, RateLimits limits, Selection selection) {
        StringWriter text = new StringWriter();
        ConsoleReport report = new ConsoleReport(
                new PrintWriter(text), "java -jar fluxychat-tck.jar run --target " + url + " --key …", false);
        TargetOptions target = TargetOptions.of(url, List.of(new FixtureProvisioner(projects(url, data, database))))
                .with(limits);
        RunResult result = Kit.on(target, Manner.usual().strictly()).run(selection, report::ended);
        report.ended(result, Optional.empty());
        System.out.println(text);

        assertThat(result.isConformant()).as(text.toString()).isTrue();
        assertThat(result.count(Verdict.OK)).as("clauses that were judged").isPositive();
    }
}
