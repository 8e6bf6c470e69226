package ee.fluxychat.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.fluxychat.platform.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnginesTest {

    @Test
    void showsNoPasswordOfAnAddressThatItCannotRead() {
        Settings settings = Settings.of(Map.of("FLUXY_DATABASE_URL", "postgresql://me:hunter2@db/chat"));

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
