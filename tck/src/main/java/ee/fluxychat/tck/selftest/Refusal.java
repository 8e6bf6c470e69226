package ee.fluxychat.tck.selftest;

import ee.fluxychat.tck.client.Json;
import jakarta.json.JsonObject;

/** Something is not done, and who asked is told why: by a status over HTTP, by an error frame over a socket. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient JsonObject more;
    private final boolean plain;

    Refusal(int status, String error) {
        this(status, error, JsonObject.EMPTY_JSON_OBJECT);
    }

    Refusal(int status, String error, JsonObject more) {
        this(status, error, more, false);
    }

    private Refusal(int status, String error, JsonObject more, boolean plain) {
        super(error, null, false, false);
        this.status = status;
        this.more = more;
        this.plain = plain;
    }

    /** A token opens nothing; why is told as plain text. */
    static Refusal ofToken(String why) {
        return new Refusal(401, why, JsonObject.EMPTY_JSON_OBJECT, true);
    }

    int status() {
        return status;
    }

    /** Whether the answer is the error itself and no JSON. */
    boolean isPlain() {
        return plain;
    }

    String error() {
        return String.valueOf(getMessage());
    }

    /** What the answer says besides the error. */
    JsonObject more() {
        return more;
    }

    static Refusal tooMany(long seconds) {
        return new Refusal(429, "rate_limit_exceeded", Json.object("retryAfterSeconds", seconds));
    }
}
