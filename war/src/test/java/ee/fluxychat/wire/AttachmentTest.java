package ee.fluxychat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentTest {

    @Test
    void keepsEveryField() {
        assertThat(cleaned("""
                {"kind": "image", "url": "https://x.example/a.png", "name": "a.png", "sizeBytes": 99, "contentType": "image/png", "more": 1}"""))
                .containsExactly(new Attachment("image", "https://x.example/a.png", "a.png", 99L, "image/png"));
    }

    @Test
    @Timeout(5)
    void cleansTheLongestNameInNoTime() {
        String name = "<".repeat(500_000);

        assertThat(cleaned("{\"url\":\"http://x.example\",\"name\":\"" + name + "\"}"))
                .singleElement()
                .satisfies(each -> assertThat(each.name()).hasSize(Limits.ATTACHMENT_NAME_UNITS));
    }

    @Test
    void findsAKindAndANameForALinkAlone() {
        assertThat(cleaned("{\"url\":\"http://x.example\"}"))
                .containsExactly(new Attachment("file", "http://x.example", "", null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://x.example:8443/a?b=1&c=%20#d",
                "HTTPS://X.EXAMPLE/",
                "http://[::1]/a",
                "http://user@x.example/",
                "https://bücher.example/ü",
                "http://file_store:9000/a|b[1].png?x={y}"
            })
    void keepsWebLinks(String url) {
        assertThat(cleaned("{\"url\":\"" + url + "\"}"))
                .extracting(Attachment::url)
                .containsExactly(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "ftp://x.example/a",
                "/relative.png",
                "//x.example/a",
                "x.example/a",
                "https:",
                "https://",
                "https:///a",
                "https://:80/a",
                "https://@/a",
                "https://?a",
                "https://x.example/\\u0001a",
                "https://\\\\x.example/a",
                "http:x",
                "java\\nscript:alert(1)",
                " javascript:alert(1)",
                "https://x.example/a b",
                ""
            })
    void dropsWhateverIsNoWebLink(String url) {
        assertThat(cleaned("{\"url\":\"" + url + "\"}")).isEmpty();
    }

    @Test
    void dropsWhateverIsNoAttachment() {
        assertThat(cleaned("{}, 7, null, \"https://x.example\", [], {\"url\": 7}"))
                .isEmpty();
        assertThat(Attachment.cleaned(null)).isEmpty();
        assertThat(Attachment.cleaned(Json.parse("{\"url\":\"https://x.example\"}")))
                .isEmpty();
    }

    @Test
    void keepsTheFirstTen() {
        String eleven = IntStream.range(0, 11)
                .mapToObj(i -> "{\"url\":\"https://x.example/" + i + "\"}")
                .collect(Collectors.joining(",", "{\"url\":\"javascript:x\"},", ""));

        assertThat(cleaned(eleven))
                .hasSize(10)
                .last()
                .extracting(Attachment::url)
                .isEqualTo("https://x.example/9");
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, 0", "1.9, 1", "10485761, 10485760", "1e999999999, 10485760", "-1e999999999, 0"})
    void clampsTheSize(String sent, long kept) {
        assertThat(cleaned("{\"url\":\"https://x.example\",\"sizeBytes\":" + sent + "}"))
                .extracting(Attachment::sizeBytes)
                .containsExactly(kept);
    }

    @Test
    void takesTheTagsOutOfAName() {
        assertThat(named("<b>a</b>.png")).isEqualTo("a.png");
        assertThat(named(" <script>x</script> ")).isEqualTo("x");
        assertThat(named("1 < 2")).isEqualTo("1 < 2");
        assertThat(named("<<b>img src=x>a.png")).isEqualTo("a.png");
        assertThat(named("n".repeat(300))).hasSize(255);
    }

    private static String named(String name) {
        return cleaned("{\"url\":\"https://x.example\",\"name\":\"" + name + "\"}")
                .get(0)
                .name();
    }

    @Test
    void keepsAContentTypeThatLooksLikeOne() {
        assertThat(typed("image/svg+xml")).containsExactly("image/svg+xml");
        assertThat(typed("text/html; charset=utf-8")).containsOnlyNulls();
        assertThat(typed("png")).containsOnlyNulls();
    }

    private static List<String> typed(String type) {
        return cleaned("{\"url\":\"https://x.example\",\"contentType\":\"" + type + "\"}").stream()
                .map(Attachment::contentType)
                .collect(Collectors.toList());
    }

    @Test
    void cutsALongKind() {
        assertThat(cleaned("{\"url\":\"https://x.example\",\"kind\":\"" + "k".repeat(49) + "\"}")
                        .get(0)
                        .kind())
                .hasSize(48);
    }

    @Test
    void comesBackFromTheStoreAsItWas() {
        List<Attachment> attachments = List.of(
                new Attachment("image", "https://x.example/ü?a=\"", "<\"'\\", 0L, "image/png"),
                new Attachment("file", "http://x.example", "", null, null));

        List<Attachment> kept = cleaned(Attachment.toJson(attachments).replaceAll("^\\[|]$", ""));

        assertThat(Attachment.fromJson(Attachment.toJson(kept))).isEqualTo(kept);
    }

    private static List<Attachment> cleaned(String elements) {
        JsonObject object = (JsonObject) Json.parse("{\"attachments\":[" + elements + "]}");
        return Attachment.cleaned(object.get("attachments"));
    }
}
