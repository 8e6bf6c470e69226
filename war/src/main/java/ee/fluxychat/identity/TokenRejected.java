package ee.fluxychat.identity;

/** A request without a token that counts. Its message is the whole answer, as plain text. Carries no stack trace. */
public final class TokenRejected extends RuntimeException {

    /** What is wrong, as far as the caller is told. */
    public enum Reason {
        INVALID("Invalid token"),
        WITHOUT_EXPIRY("Token missing exp claim"),
        EXPIRED("Token expired"),
        UNAUTHORIZED("Unauthorized");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    public TokenRejected(Reason reason) {
        super(reason.text, null, false, false);
    }

    /** The text of the answer. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
