package ee.fluxychat.tck.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.client.Transcript.Line;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptTest {

    private final Transcript transcript = new Transcript();

    @Test
    void masksTokensAndKeys() {
        transcript.sent("alice", "opens /ws/room/r?token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl&x=1");
        transcript.heard("alice", "{\"apiKey\":\"fc_0123456789abcdef0123456789abcdef\"}");

        assertThat(transcript.lines())
                .extracting(Line::text)
                .containsExactly("opens /ws/room/r?token=<token>&x=1", "{\"apiKey\":\"fc_…\"}");
    }

    /** Nobody promised that a token's header is written without white space. */
    @Test
    void masksTokensHoweverTheirHeaderIsWritten() {
        for (String header : List.of(
                "{\"alg\":\"HS256\"}",
                "{ \"alg\": \"HS256\" }",
                "{\n\"alg\":\"HS256\"}",
                "{\r\n  \"alg\":\"HS256\"}",
                "{\t\"alg\":\"HS256\"}")) {
            String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(UTF_8));

            assertThat(Transcript.masked("?token=" + encoded + ".eyJzdWIiOiJhIn0.c2lnbmF0dXJl"))
                    .as(header)
                    .isEqualTo("?token=<token>");
        }
    }

    @Test
    void masksKeysInCapitals() {
        assertThat(Transcript.masked("no key FC_0123456789ABCDEF0123456789ABCDEF"))
                .isEqualTo("no key fc_…");
    }

    @Test
    void masksAKeyThatIsCut() {
        transcript.sent("alice", "x".repeat(1_190) + "fc_0123456789abcdef0123456789abcdef");

        assertThat(transcript.lines().get(0).text()).doesNotContain("fc_0123");
    }

    @Test
    void keepsTheBeginningAndTheEnd() {
        for (int i = 0; i < 1_000; i++) {
            transcript.heard("alice", "frame " + i);
        }

        assertThat(transcript.lines())
                .hasSizeLessThan(400)
                .extracting(Line::text)
                .startsWith("frame 0", "frame 1")
                .contains("… 700 lines left out …")
                .endsWith("frame 998", "frame 999");
    }

    @Test
    void keepsTheLineThatWasReadLastAndItsNeighbours() {
        for (int i = 0; i < 1_000; i++) {
            transcript.heard("alice", "frame " + i);
        }

        transcript.read(501);

        assertThat(transcript.lines())
                .extracting(Line::text)
                .containsSubsequence(
                        "frame 59",
                        "… 432 lines left out …",
                        "frame 492",
                        "frame 500",
                        "frame 508",
                        "… 251 lines left out …",
                        "frame 760");
    }
}
