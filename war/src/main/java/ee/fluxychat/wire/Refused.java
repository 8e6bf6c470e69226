package ee.fluxychat.wire;

import jakarta.ejb.ApplicationException;
import org.jspecify.annotations.Nullable;

/** A frame or a request that the protocol refuses; the connection stays, nothing was stored. Carries no stack trace: it is an answer, not a fault. */
@ApplicationException // out of an EJB it comes as it is, and without a word in the log
public final class Refused extends RuntimeException {

    private final ErrorCode code;
    private final @Nullable Integer retryAfterSeconds;

    public Refused(ErrorCode code) {
        this(code, null);
    }

    private Refused(ErrorCode code, @Nullable Integer retryAfterSeconds) {
        super(code.sentence(), null, false, false);
        this.code = code;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Too many in this minute; the window opens again after so many seconds. */
    public static Refused rateLimited(int retryAfterSeconds) {
        return new Refused(ErrorCode.RATE_LIMITED, retryAfterSeconds);
    }

    /** The server cannot take more right now. */
    public static Refused overloaded() {
        return new Refused(ErrorCode.OVERLOADED, 1);
    }

    /** Throws this refusal if the condition holds. */
    public static void when(boolean condition, ErrorCode code) {
        if (condition) {
            throw new Refused(code);
        }
    }

    public ErrorCode code() {
        return code;
    }

    public @Nullable Integer retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** What a socket puts into {@code message}. */
    public String frameText() {
        return code == ErrorCode.RATE_LIMITED && retryAfterSeconds != null
                ? code.sentence() + ": retry in " + retryAfterSeconds + "s"
                : code.frameText();
    }
}
