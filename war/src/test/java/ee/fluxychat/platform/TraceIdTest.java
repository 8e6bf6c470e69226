package ee.fluxychat.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTest {

    @Test
    void echoesTheOneThatWasSent() {
        assertThat(TraceId.chosen("order-17_b.3")).isEqualTo("order-17_b.3");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "two words", "line\nbreak", "<b>"})
    void makesOneWhereNoneCanBeUsed(String sent) {
        assertThat(TraceId.chosen(sent)).isNotEqualTo(sent).matches("[0-9a-f-]{36}");
    }

    @Test
    void takesAtMost128Characters() {
        assertThat(TraceId.chosen("x".repeat(128))).hasSize(128).startsWith("xxx");
        assertThat(TraceId.chosen("x".repeat(129))).hasSize(36);
    }
}
