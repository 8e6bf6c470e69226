package ee.fluxychat.tck.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SayingTest {

    @Test
    void changesOnlyItsNumber() {
        Saying saying = new Saying("\u8a9e?");

        assertThat(text(saying.numbered(0)))
                .isEqualTo("{\"type\":\"message\",\"content\":\"\u8a9e?\",\"clientMessageId\":\"bench-0000000000\"}");
        assertThat(text(saying.numbered(Integer.MAX_VALUE))).contains("bench-2147483647");
        assertThat(text(saying.numbered(42))).contains("bench-0000000042");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
