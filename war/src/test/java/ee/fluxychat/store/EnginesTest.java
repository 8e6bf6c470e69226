package ee.fluxychat.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.fluxychat.platform.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnginesTest {

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://me:hunter2@db/chat", "jdbc:postgresql://me:hunter2@db/chat"})
    void showsNoPasswordOfAnAddressThatItCannotRead(String url) {
        Settings settings = Settings.of(Map.of("FLUXY_DATABASE_URL", url));

        assertThatThrownBy(() -> Engines.of(settings))
                .hasMessageContaining("FLUXY_DATABASE_URL must be of the form jdbc:postgresql://")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void asksForOneDatabase() {
        Settings settings = Settings.of(
                Map.of("FLUXY_DATABASE_URL", "jdbc:postgresql://db/chat", "FLUXY_DATABASE_JNDI", "jdbc/fluxy"));

        assertThatThrownBy(() -> Engines.of(settings)).hasMessageContaining("set one of them");
    }
}
