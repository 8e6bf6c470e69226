package ee.fluxychat.tck.report.folder;

import ee.fluxychat.tck.report.RunFacts;
import ee.fluxychat.tck.spec.Profile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/** How reports spell when, how long and what. */
public final class Wording {

    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Wording() {}

    /** {@code 23 November 2026, 08:00 UTC}. */
    public static String of(Instant instant) {
        return DAY_AND_TIME.format(instant);
    }

    /** {@code 34 ms}, {@code 1.2 s} or {@code 3 min 20 s}. */
    public static String lasting(Duration took) {
        if (took.toMillis() < 1_000) {
            return took.toMillis() + " ms";
        } else if (took.toMinutes() == 0) {
            return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1e3);
        }
        return took.toMinutes() + " min " + took.toSecondsPart() + " s";
    }

    /** What was chosen to be judged. */
    public static String selection(RunFacts facts) {
        return facts.selection().isEmpty()
                ? "all clauses of " + profiles(facts)
                : "clauses " + String.join(", ", facts.selection());
    }

    static String profiles(RunFacts facts) {
        return facts.profiles().stream().sorted().map(Profile::word).collect(Collectors.joining(", "));
    }
}
