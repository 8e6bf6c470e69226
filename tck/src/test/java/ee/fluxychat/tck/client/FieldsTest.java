package ee.fluxychat.tck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @Test
    void readsWhatIsThere() {
        Fields fields = fields(
                "{\"s\":\"x\",\"n\":7,\"b\":true,\"t\":\"2026-11-23T08:05:02.962Z\",\"o\":{\"a\":[\"p\",\"q\"]}}");

        assertThat(fields.text("s")).isEqualTo("x");
        assertThat(fields.number("n")).isEqualTo(7);
        assertThat(fields.flag("b")).isTrue();
        assertThat(fields.time("t")).hasToString("2026-11-23T08:05:02.962Z");
        assertThat(fields.object("o").texts("a")).containsExactly("p", "q");
    }

    @Test
    void neverConverts() {
        Fields fields = fields("{\"text\":7,\"number\":\"7\",\"flag\":\"true\",\"time\":\"2026-11-23\",\"list\":[1]}");

        assertThat(expectedOf(() -> fields.text("text"))).isEqualTo("a string");
        assertThat(expectedOf(() -> fields.number("number"))).isEqualTo("a whole number");
        assertThat(expectedOf(() -> fields.flag("flag"))).isEqualTo("true or false");
        assertThat(expectedOf(() -> fields.time("time"))).startsWith("a time");
        assertThat(expectedOf(() -> fields.texts("list"))).isEqualTo("an array of strings");
        assertThat(expectedOf(() -> fields.text("missing"))).isEqualTo("to be there");
    }

    @Test
    void readsUuidsInEitherCase() {
        Fields fields = fields("{\"lower\":\"3d15ff57-5c2d-483b-9370-5c163f33c434\","
                + "\"upper\":\"3D15FF57-5C2D-483B-9370-5C163F33C434\",\"none\":\"3d15ff57\"}");

        assertThat(fields.uuid("lower")).startsWith("3d15ff57-");
        assertThat(fields.uuid("upper")).startsWith("3D15FF57-");
        assertThat(expectedOf(() -> fields.uuid("none"))).isEqualTo("a UUID");
    }

    @Test
    void blamesTheServerForWhatFitsNoNumberAndNoCalendar() {
        Fields fields = fields("{\"long\":99999999999999999999,\"time\":\"2026-99-99T08:05:02.962Z\"}");

        assertThat(expectedOf(() -> fields.number("long"))).isEqualTo("a whole number of 64 bits");
        assertThat(expectedOf(() -> fields.time("time"))).isEqualTo("a day and an hour that there are");
    }

    @Test
    void blamesTheServerForAShortList() {
        Fields answer = fields("{\"members\":[{\"userId\":\"ann\"}]}");

        assertThat(answer.objects("members").get(0).text("userId")).isEqualTo("ann");
        assertThatExceptionOfType(Mismatch.class)
                .isThrownBy(() -> answer.objects("members").get(1))
                .withMessageContaining("members: expected 2 items at least, actual 1 of them");
    }

    @Test
    void tellsNullFromAbsent() {
        Fields fields = fields("{\"nothing\":null}");

        fields.isNull("nothing");
        assertThat(fields.has("nothing")).isTrue();
        assertThat(fields.says("nothing")).isFalse();
        assertThat(expectedOf(() -> fields.isNull("absent"))).isEqualTo("to be there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{", "{}x", "{\"type\":7}", "{}"})
    void takesNothingElseForAFrame(String text) {
        assertThatExceptionOfType(Mismatch.class).isThrownBy(() -> Frame.parse(text));
    }

    @Test
    void readsTheFramesThatTheReferenceSent() throws IOException {
        List<Frame> frames = recorded().map(Frame::parse).toList();

        assertThat(frames).extracting(Frame::type).contains("message", "edit", "presence", "subscription_succeeded");
        for (Frame each : frames) {
            if (each.is("message")) {
                assertThat(each.number("id")).isPositive();
                each.time("createdAt");
            }
        }
    }

    @Test
    void findsTheStringIdsOfTheReference() throws IOException {
        List<Frame> edits =
                recorded().map(Frame::parse).filter(each -> each.is("edit")).toList();

        assertThat(edits).isNotEmpty().allSatisfy(each -> assertThat(expectedOf(() -> each.number("id")))
                .isEqualTo("a whole number"));
    }

    private static Stream<String> recorded() throws IOException {
        try (InputStream in = FieldsTest.class.getResourceAsStream("/reference-frames.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
        }
    }

    private static Fields fields(String text) {
        return Json.fields("an object", text);
    }

    private static String expectedOf(Runnable reading) {
        try {
            reading.run();
            return "no mismatch";
        } catch (Mismatch mismatch) {
            return mismatch.expected();
        }
    }
}
