package ee.fluxychat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👍",
                "👍🏽",
                "❤️",
                "☺",
                "1️⃣",
                "👨‍👩‍👧‍👦",
                "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
                "🇪🇪",
                "⏳",
                "✅",
                "⭐",
                "©",
                "™",
                "🫠"
            })
    void takesEmoji(String emoji) {
        assertThat(Emoji.of(emoji).text()).isEqualTo(emoji);
    }

    @Test
    void takesTheSpaceAroundAnEmojiAway() {
        assertThat(Emoji.of(" \n👍\t").text()).isEqualTo("👍");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", ":+1:", "1", "#", "*", "ä", "漢", "\u200d", "\ufe0f", "<b>"})
    void refusesTextWithoutAnEmoji(String text) {
        assertThat(refusalOf(text)).isEqualTo(ErrorCode.INVALID_EMOJI);
    }

    @Test
    void refusesMoreThanAnEmoji() {
        assertThat(Emoji.of("👍" + "x".repeat(62)).text()).hasSize(64);
        assertThat(refusalOf("👍" + "x".repeat(63))).isEqualTo(ErrorCode.INVALID_EMOJI);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\n"})
    void refusesAMissingEmoji(@Nullable String text) {
        assertThat(refusalOf(text)).isEqualTo(ErrorCode.EMOJI_REQUIRED);
    }

    private static ErrorCode refusalOf(@Nullable String text) {
        Refused[] refused = new Refused[1];
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Emoji.of(text))
                .satisfies(each -> refused[0] = each);
        return refused[0].code();
    }
}
