package ee.fluxychat.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What is packed into the jar is named there with its licence. */
class ThirdPartyTest {

    private static final String FOLDER = "/META-INF/third-party/";

    @Test
    void namesEveryLibraryThatIsPackedIn() throws Exception {
        String list = text("README.md");
        NodeList dependencies = javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse("pom.xml")
                .getElementsByTagName("dependency");

        for (int i = 0; i < dependencies.getLength(); i++) {
            Element each = (Element) dependencies.item(i);
            if (each.getElementsByTagName("scope").getLength() == 0) {
                assertThat(list)
                        .contains("| "
                                + each.getElementsByTagName("artifactId")
                                        .item(0)
                                        .getTextContent());
            }
        }
    }

    @Test
    void hasTheTextOfEveryLicenceThatItNames() throws IOException {
        List<String> texts = Pattern.compile("`([^`]+\\.(txt|md))`")
                .matcher(text("README.md"))
                .results()
                .map((MatchResult each) -> each.group(1))
                .distinct()
                .toList();

        assertThat(texts).hasSizeGreaterThan(5);
        for (String each : texts) {
            assertThat(text(each)).as(each).hasSizeGreaterThan(500);
        }
    }

    private static String text(String name) throws IOException {
        try (InputStream in = ThirdPartyTest.class.getResourceAsStream(FOLDER + name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
