package ee.fluxychat.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The proxy's configuration does what the README asks of a proxy. */
class NginxTest {

    private static final int STALLED_SECONDS = 60; // connect.Heartbeat

    private static List<String> directives = List.of();
    private static String text = "";

    @BeforeAll
    static void read() throws IOException {
        text = Files.readString(Dockerfile.ROOT.resolve("docker/nginx.conf")).replaceAll("#.*", "");
        directives = text.replaceAll("[{}]", ";")
                .lines()
                .flatMap(line -> List.of(line.split(";", -1)).stream())
                .map(each -> each.strip().replaceAll("\\s+", " "))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    @Test
    void closesEveryBlock() {
        assertThat(text.chars().filter(each -> each == '{').count())
                .isEqualTo(text.chars().filter(each -> each == '}').count());
    }

    @Test
    void passesTheUpgradeToAWebSocketOnAndNoOther() {
        assertThat(directives)
                .contains(
                        "proxy_http_version 1.1",
                        "map $http_upgrade $upgrade",
                        "default \"\"",
                        "~*^websocket$ websocket",
                        "proxy_set_header Upgrade $upgrade",
                        "proxy_set_header HTTP2-Settings \"\"",
                        "map $upgrade $connection_upgrade",
                        "default upgrade",
                        "proxy_set_header Connection $connection_upgrade");
    }

    @Test
    void waitsLongerForASilentSocketThanTheServerDoes() {
        assertThat(seconds("proxy_read_timeout")).isGreaterThan(STALLED_SECONDS);
        assertThat(seconds("proxy_send_timeout")).isGreaterThan(STALLED_SECONDS);
    }

    @Test
    void passesWholeRequestsOnly() {
        assertThat(directives).contains("proxy_request_buffering on");
    }

    @Test
    void limitsConnectionsByAddress() {
        assertThat(directives)
                .contains("limit_conn_zone $binary_remote_addr zone=address:10m", "limit_conn address 200");
    }

    @Test
    void saysWhoAsksAndBelievesNobodyWhoSaysSoHimself() {
        assertThat(directives)
                .contains("proxy_set_header X-Forwarded-For $remote_addr", "proxy_set_header Host $http_host");
        assertThat(text).doesNotContain("$proxy_add_x_forwarded_for");
    }

    @Test
    void keepsTokensOutOfItsLogAndTheServersNumbersToItself() {
        assertThat(directives).contains("access_log off", "location ^~ /metrics", "return 404");
    }

    private static int seconds(String directive) {
        Matcher found = Pattern.compile(directive + " (\\d+)s").matcher(String.join(";", directives));
        assertThat(found.find()).as(directive).isTrue();
        return Integer.parseInt(found.group(1));
    }
}
