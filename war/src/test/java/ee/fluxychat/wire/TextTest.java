package ee.fluxychat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {" ", "\t", "\n", "\u000b", "\f", "\r", "\u00a0", "\ufeff", "\u2003", "\u2028", "\u2029", "\u3000"
            })
    void trimsTheWhiteSpaceOfEcmaScript(String space) {
        assertThat(Text.trim(space + space + "a" + space + "b" + space)).isEqualTo("a" + space + "b");
        assertThat(Text.trim(space)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200b", "\u180e", "\u0085", "\u001f", "\u2060"})
    void keepsWhatEcmaScriptDoesNotTrim(String character) {
        assertThat(Text.trim(character)).isEqualTo(character);
    }

    @Test
    void replacesHalvesOfCharactersAndLeavesOutNul() {
        assertThat(Text.clean("a\ud83db\ude00c\ud83d")).isEqualTo("a\ufffdb\ufffdc\ufffd");
        assertThat(Text.clean("\u0000a\u0000")).isEqualTo("a");
        assertThat(Text.clean("😀 whole")).isEqualTo("😀 whole");
    }

    @Test
    void cutsWithoutHalvingACharacter() {
        assertThat(Text.cut("abc", 3)).isEqualTo("abc");
        assertThat(Text.cut("abcd", 3)).isEqualTo("abc");
        assertThat(Text.cut("ab😀", 3)).isEqualTo("ab");
        assertThat(Text.cut("a😀b", 3)).isEqualTo("a😀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "_", "-", "Az09_-", "dm"})
    void takesLettersDigitsUnderscoreAndHyphenForAnId(String id) {
        assertThat(Text.isId(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a.b", "a:b", "ä", "a\n", "%41", "٣", "../a", "a/b", "😀"})
    void takesNothingElseForAnId(String id) {
        assertThat(Text.isId(id)).isFalse();
    }

    @Test
    void takesAnIdOfAHundredAndTwentyEightCharactersAndNoLongerOne() {
        assertThat(Text.isId("x".repeat(128))).isTrue();
        assertThat(Text.isId("x".repeat(129))).isFalse();
    }
}
