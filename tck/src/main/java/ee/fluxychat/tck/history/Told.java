package ee.fluxychat.tck.history;

import org.jspecify.annotations.Nullable;

/**
 * A message as one line tells of it; null is what the line does not say. {@code optional} ones need not reach everybody nor be kept:
 * whispers, and messages that expire. Immutable, and shared by the lines that tell the same.
 */
public record Told(
        @Nullable Long id,
        @Nullable Long seq,
        @Nullable String author,
        @Nullable String key,
        @Nullable String content,
        boolean optional) {

    /** What is known of a message before the server has taken it. */
    static Told sent(@Nullable String key, @Nullable String content) {
        return new Told(null, null, null, key, content, false);
    }

    /** What is known of a change: which message, which seq. */
    static Told changed(@Nullable Long id, @Nullable Long seq) {
        return new Told(id, seq, null, null, null, false);
    }
}
