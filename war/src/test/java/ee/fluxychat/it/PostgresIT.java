package ee.fluxychat.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.target.RateLimits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same WAR on PostgreSQL, by configuration alone, and at a context path of its operator's choice. */
class PostgresIT {

    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#:]+)\"");

    @TempDir
    Path folder;

    @Test
    void keepsEveryClauseOfTheKitOnPostgresAtAContextPath() throws Exception {
        try (PostgresServer database = PostgresServer.start(folder.resolve("postgresql"))) {
            Map<String, String> settings = new HashMap<>(ServerProcess.UNLIMITED);
            settings.putAll(database.settings());
            Path data = folder.resolve("data");
            try (ServerProcess server = ServerProcess.start(
                    ServerSetup.of(AppServer.PAYARA_MICRO, data, settings).at("/chat"))) {
                assertThat(server.log()).contains("context path /chat", "PostgreSQL", "libraries");
                requirePages(server.url());
                Judgement.requireConformance(
                        server.url(), data, database, RateLimits.OFF, ConformanceIT.ALL_BUT_THE_CONTAINERS);
            }
        }
    }

    /** The pages are there, and whatever they link to. */
    private static void requirePages(URI base) throws Exception {
        assertThat(get(base).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/chat/"));
        for (String page : new String[] {"/", "/demo"}) {
            URI url = URI.create(base + page);
            HttpResponse<String> html = get(url);
            assertThat(html.statusCode()).isEqualTo(200);
            Matcher links = LINK.matcher(html.body());
            assertThat(links.find()).isTrue();
            do {
                URI link = url.resolve(links.group(1));
                assertThat(get(link).statusCode()).as(link.toString()).isEqualTo(200);
            } while (links.find());
        }
    }

    private static HttpResponse<String> get(URI url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    }
}
