package ee.fluxychat.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthTest {

    @Test
    void isWellWhenEverythingIsThere() {
        assertThat(Health.report(Map.of("database", true), 1_795_420_549_434L, "0.1.0"))
                .isEqualTo("{\"ok\":true,\"ts\":1795420549434,\"projectId\":null,\"version\":\"0.1.0\","
                        + "\"checks\":{\"database\":\"connected\"}}");
    }

    @Test
    void isUnwellWhenOneThingIsMissing() {
        assertThat(Health.report(Map.of("database", false), 7, "0.1.0"))
                .startsWith("{\"ok\":false,")
                .contains("{\"database\":\"unreachable\"}");
    }
}
