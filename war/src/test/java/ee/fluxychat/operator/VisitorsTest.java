package ee.fluxychat.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitorsTest {

    @ParameterizedTest
    @CsvSource({
        "Anna, anna",
        "'  Zoë  van Dyk! ', zoe-van-dyk",
        "'Дима', guest",
        "'--', guest",
        "'50% <b>', 50-b",
    })
    void keepsWhatCanBeReadOfAName(String displayName, String readable) {
        assertThat(Visitors.readable(displayName)).isEqualTo(readable);
    }

    @Test
    void putsEightRandomDigitsBehindTheName() {
        assertThat(new Visitors().named("Anna").value()).matches("anna-[0-9a-f]{8}");
    }

    @Test
    @Timeout(5)
    void readsANameOfManyMarksInNoTime() {
        String marks = "a" + "\u0301".repeat(200_000) + "\u0316".repeat(200_000);

        assertThat(Visitors.readable(marks)).isEqualTo("a");
    }

    @Test
    void staysAnIdHoweverLongTheName() {
        assertThat(new Visitors().named("x".repeat(5_000)).value()).matches("x{32}-[0-9a-f]{8}");
    }
}
