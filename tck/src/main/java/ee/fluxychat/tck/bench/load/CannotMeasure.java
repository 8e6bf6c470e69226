package ee.fluxychat.tck.bench.load;

/** The target cannot be measured as it is set up or reached; the sentence says what to change. */
public final class CannotMeasure extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final String LIFT_LIMITS =
            ". Its rate limits would be measured, not the server: start the target with "
                    + "RATE_LIMIT_MESSAGES_PER_MINUTE=0 RATE_LIMIT_WS_MESSAGES_PER_MINUTE=0 RATE_LIMIT_AUTH_TOKEN_PER_MINUTE=0 "
                    + "RATE_LIMIT_WS_CONNECTIONS_PER_MINUTE=0 (0 is: no limit)";
    private static final String LIFT_QUOTAS =
            ". Its monthly quota is used up: start the target with QUOTAS_ENABLED=false";

    public CannotMeasure(String sentence) {
        super(sentence);
    }

    public CannotMeasure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** For an answer of the target that was not the one wanted, with advice where the answer is a known limit. */
    public static CannotMeasure because(String attempt, String answer) {
        return new CannotMeasure(attempt + " was answered with " + answer.strip() + advice(answer));
    }

    private static String advice(String answer) {
        if (answer.contains("quota_exceeded")) {
            return LIFT_QUOTAS;
        }
        return answer.contains("rate_limit_exceeded") || answer.contains("429") ? LIFT_LIMITS : "";
    }
}
