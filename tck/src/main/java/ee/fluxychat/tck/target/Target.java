package ee.fluxychat.tck.target;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Http;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Patience;
import ee.fluxychat.tck.client.Transcript;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The server under judgement, with the projects that the kit works in. What a run finds out about it is kept. Thread-safe. */
public final class Target {

    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final TargetOptions options;
    private final Http http;
    private final String run = freshRun();
    private final AtomicInteger names = new AtomicInteger();
    private final Map<String, Outcome> found = new ConcurrentHashMap<>();
    private final Project home;
    private final Optional<Project> other;

    private Target(TargetOptions options) {
        this.options = options;
        this.http = new Http(options.base(), new Patience(options.timeoutScale()));
        Transcript transcript = new Transcript();
        this.home = new Project(options.key().orElseGet(() -> bootstrap(transcript)), http, run);
        this.other = secondKey(transcript).map(key -> new Project(key, http, run));
    }

    /** Reaches a target and gets what the run needs there. */
    public static Target reach(TargetOptions options) {
        return new Target(options);
    }

    private String bootstrap(Transcript transcript) {
        String secret = options.bootstrapSecret()
                .orElseThrow(() -> new ProvisioningFailed("neither an API key nor a bootstrap secret was given"));
        return bootstrapped(secret, transcript);
    }

    private String bootstrapped(String secret, Transcript transcript) {
        Answer answer = http.call(transcript, "the operator", "POST", "/platform/bootstrap")
                .header("X-Fluxy-Bootstrap-Secret", secret)
                .text("{\"name\":\"fluxychat-tck " + run + "\"}")
                .send();
        if (answer.status() != 200) {
            throw new ProvisioningFailed("POST /platform/bootstrap answered " + answer.status());
        }
        return answer.json().has("apiKey")
                ? answer.json().text("apiKey")
                : answer.json().object("project").text("apiKey");
    }

    private Optional<String> secondKey(Transcript transcript) {
        if (options.secondKey().isPresent()) {
            return options.secondKey();
        }
        try {
            return Optional.of(
                    home.createProject("fluxychat-tck " + run, transcript).text("apiKey"));
        } catch (ProvisioningFailed | Mismatch notOffered) {
            return Optional.empty();
        }
    }

    /** The project that most cases work in. */
    public Project home() {
        return home;
    }

    /** A second tenant. */
    public Project other() {
        return other.orElseThrow(
                () -> new Skipped("needs a second project: give --second-key, or a key that may create projects"));
    }

    /** The secret that tokens of the home project are signed with. */
    public String tokenSecret() {
        return options.tokenSecret()
                .orElseThrow(() -> new Skipped("needs the project's token secret: give --token-secret"));
    }

    /** What was said about rate limits. */
    public RateLimits rateLimits() {
        return options.rateLimits();
    }

    /** The way to it. */
    public Http http() {
        return http;
    }

    /** A name that no other case uses. */
    public String freshName(String kind) {
        return run + "_" + kind + names.incrementAndGet();
    }

    /** What takes long to find out and serves several cases: done by the first that asks; all others share its outcome, a failure too. */
    @SuppressWarnings("unchecked") // one key, one supplier
    public <T> T once(String what, Supplier<T> finding) {
        return (T) found.computeIfAbsent(what, first -> Outcome.of(finding)).get();
    }

    private record Outcome(
            @Nullable Object value,
            @Nullable RuntimeException broken,
            @Nullable Mismatch mismatch) {

        private static Outcome of(Supplier<?> finding) {
            try {
                return new Outcome(finding.get(), null, null);
            } catch (RuntimeException broken) {
                return new Outcome(null, broken, null);
            } catch (Mismatch mismatch) {
                return new Outcome(null, null, mismatch);
            }
        }

        private Object get() {
            if (broken != null) {
                throw broken;
            } else if (mismatch != null) {
                throw mismatch;
            }
            return Objects.requireNonNull(value);
        }
    }

    private static String freshRun() {
        SecureRandom random = new SecureRandom();
        StringBuilder run = new StringBuilder("k");
        for (int i = 0; i < 6; i++) {
            run.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return run.toString();
    }
}
