package ee.fluxychat.wire;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The emoji of a reaction: a short text that holds at least one emoji character. */
public record Emoji(String text) {

    // pictographs, dingbats and symbols, regional indicators, and the keycap mark of "1️⃣"
    private static final Pattern EMOJI_CHARACTER = Pattern.compile(
            "[\\x{1F000}-\\x{1FAFF}\\x{2190}-\\x{21FF}"
                    + "\\x{2300}-\\x{27BF}\\x{2900}-\\x{297F}\\x{2B00}-\\x{2BFF}\\x{3030}\\x{303D}\\x{3297}\\x{3299}\\x{20E3}\\x{00A9}\\x{00AE}\\x{203C}\\x{2049}\\x{2122}\\x{2139}]");

    /** Reads the {@code emoji} field; refuses a missing one and a text that is no emoji. */
    public static Emoji of(@Nullable String field) {
        if (field == null || field.isBlank()) {
            throw new Refused(ErrorCode.EMOJI_REQUIRED);
        }
        String text = field.strip();
        Refused.when(
                text.length() > Limits.EMOJI_UNITS
                        || !EMOJI_CHARACTER.matcher(text).find(),
                ErrorCode.INVALID_EMOJI);
        return new Emoji(text);
    }
}
