package ee.fluxychat.tck.target;

import java.net.URI;
import java.util.Optional;

/** Where a target is and what the kit may use there. */
public record TargetOptions(
        URI base,
        Optional<String> key,
        Optional<String> secondKey,
        Optional<String> bootstrapSecret,
        Optional<String> tokenSecret,
        RateLimits rateLimits,
        double timeoutScale) {

    /** A target with one API key and nothing else. */
    public static TargetOptions of(URI base, String key) {
        return new TargetOptions(
                base, Optional.of(key), Optional.empty(), Optional.empty(), Optional.empty(), RateLimits.AUTO, 1.0);
    }

    /** The same target, its rate limits known. */
    public TargetOptions with(RateLimits known) {
        return new TargetOptions(base, key, secondKey, bootstrapSecret, tokenSecret, known, timeoutScale);
    }
}
