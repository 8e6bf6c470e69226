package ee.fluxychat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @MethodSource("textsThatAreNotJson")
    void refusesWhatIsNotJson(String text) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Json.parse(text))
                .extracting(Refused::code)
                .isEqualTo(ErrorCode.INVALID_JSON);
    }

    static Stream<String> textsThatAreNotJson() {
        return Stream.of(
                "",
                " ",
                "{",
                "}",
                "[1,]",
                "{'a':1}",
                "{\"a\" 1}",
                "{\"a\":1,}",
                "{a:1}",
                "NaN",
                "tru",
                "01",
                "+1",
                "\"\n\"",
                "\"\\x\"",
                "// x\n1",
                "{\"a\":1} x",
                "{\"a\":1}{}",
                "1 2",
                "\uFEFF{}x");
    }

    @Test
    void readsAsDeepAsTheLimitAndNoDeeper() {
        assertThat(Json.parse("[".repeat(64) + "]".repeat(64))).isInstanceOf(JsonValue.class);
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> Json.parse("[".repeat(65) + "]".repeat(65)));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> Json.parse("{\"a\":".repeat(100_000)));
    }

    @Test
    void doesNotCountBracketsInsideTexts() {
        String text = "[{\\\"".repeat(500);

        assertThat(Json.string((JsonObject) Json.parse("{\"a\":\"" + text + "\"}"), "a"))
                .hasSize(1_500);
    }

    @Test
    void takesTheLastOfTwoFieldsOfOneName() {
        assertThat(Json.integer((JsonObject) Json.parse("{\"a\":1,\"a\":2}"), "a"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"7\"",
                "7.0",
                "1e999999999",
                "-1e-999999999",
                "9223372036854775808",
                "null",
                "true",
                "[7]",
                "{}"
            })
    void neverMakesAWholeNumberOfSomethingElse(String value) {
        assertThat(Json.integer((JsonObject) Json.parse("{\"a\":" + value + "}"), "a"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+7", "\u0667", "7 ", "", "-", "0x7", "1_0"})
    void readsNoOtherDigitsThanTheProtocols(String digits) {
        assertThat(Json.integer(digits)).isNull();
    }

    @Test
    void readsWholeNumbersUpToSixtyFourBits() {
        assertThat(Json.integer((JsonObject) Json.parse("{\"a\":9223372036854775807}"), "a"))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(Json.integer((JsonObject) Json.parse("{\"a\":-41}"), "a")).isEqualTo(-41);
    }

    @Test
    void survivesANumberOfAHundredThousandDigits() {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> Json.parse("{\"a\":" + "7".repeat(100_000) + "}"));
    }

    @Test
    void neverMakesATextOfSomethingElse() {
        JsonObject object = (JsonObject) Json.parse("{\"a\":7,\"b\":null,\"c\":[\"x\"],\"d\":true}");

        assertThat(Stream.of("a", "b", "c", "d", "e").map(name -> Json.string(object, name)))
                .containsOnlyNulls();
    }

    @Test
    void spellsTimesInUtcWithMilliseconds() {
        assertThat(Json.time(0)).isEqualTo("1970-01-01T00:00:00.000Z");
        assertThat(Json.time(1_795_420_803_610L)).isEqualTo("2026-11-23T08:00:03.610Z");
    }

    @Test
    void writesEveryCharacterSoThatItCanBeReadAgain() {
        String text = "\u0000\u0001\u001f\"\\/\b\f\n\r\t\u007f\u2028\u2029ä😀";

        String written = Json.object(json -> json.write("a", text));

        assertThat(((JsonObject) Json.parse(written)).getString("a")).isEqualTo(text);
    }
}
