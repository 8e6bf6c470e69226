package ee.fluxychat.tck.client;

import java.util.regex.Pattern;

/**
 * The code-like word of a refusal. Sentences are a server's own and are not judged (protocol 3.0): an error is this word, or this word, a colon and
 * whatever the server has to say. Immutable.
 */
record ErrorWord(String code) {

    private static final Pattern CODE = Pattern.compile("[a-z0-9_]+");

    /** Throws IllegalArgumentException for a sentence. */
    static ErrorWord of(String code) {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("a case demands the words \"" + code + "\": the status must do");
        }
        return new ErrorWord(code);
    }

    void isIn(String what, String error) {
        Expect.expect(what, error).toBe(code, each -> each.equals(code) || each.startsWith(code + ":"));
    }
}
