package ee.fluxychat.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void asksThePropertyThenTheEnvironmentThenTheFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("fluxy.properties"), "A_B=file\nC=file\nD=file\n");
        environment.putAll(Map.of("FLUXY_CONFIG", file.toString(), "A_B", "environment", "C", "environment"));
        properties.put("a.b", "property");

        Settings settings = settings();
        assertThat(settings.text("A_B")).contains("property");
        assertThat(settings.text("C")).contains("environment");
        assertThat(settings.text("D")).contains("file");
        assertThat(settings.text("E")).isEmpty();
    }

    @Test
    void takesABlankValueForNone() {
        environment.put("RATE", "  ");

        assertThat(settings().number("RATE", 30)).isEqualTo(30);
    }

    @Test
    void saysWhichValueCannotBeRead() {
        environment.putAll(Map.of("RATE", "-1", "DEMO_ENABLED", "yes"));

        assertThatThrownBy(() -> settings().number("RATE", 30))
                .hasMessageContaining("RATE")
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> settings().flag("DEMO_ENABLED", false)).hasMessageContaining("true or false");
    }

    @Test
    void namesTheFileItCannotRead() {
        environment.put("FLUXY_CONFIG", "/no/such/file");

        assertThatThrownBy(this::settings).hasMessageContaining("/no/such/file");
    }

    private Settings settings() {
        return new Settings(properties::get, environment::get);
    }
}
