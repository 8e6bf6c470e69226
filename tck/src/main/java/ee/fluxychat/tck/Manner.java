package ee.fluxychat.tck;

import ee.fluxychat.tck.report.Remark;
import ee.fluxychat.tck.spec.Deviations;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * How a run is played. With {@code strict} a recommendation binds like a demand; {@code seed} shuffles the cases; {@code attempts} is how
 * often a case that goes wrong is played before it has failed; {@code command} is what reports say to run a case again; {@code about} is what
 * whoever runs it says of the target. One that {@code forgets} keeps no transcript and no history of what goes well.
 */
public record Manner(
        boolean strict,
        OptionalLong seed,
        Duration budget,
        int attempts,
        Deviations deviations,
        String command,
        List<Remark> about,
        boolean forgets) {

    private static final int ATTEMPTS = 3;

    /** Levels as they are, the catalogue's order, all the time it takes, no excuses. */
    public static Manner usual() {
        return new Manner(
                false,
                OptionalLong.empty(),
                Duration.ofDays(1),
                ATTEMPTS,
                Deviations.none(),
                "java -jar fluxychat-tck.jar run …",
                List.of(),
                false);
    }

    /** A recommendation binds like a demand. */
    public Manner strictly() {
        return new Manner(true, seed, budget, attempts, deviations, command, about, forgets);
    }

    /** No repetition: the first attempt decides. */
    public Manner once() {
        return new Manner(strict, seed, budget, 1, deviations, command, about, forgets);
    }

    /** Of a case that goes well, nobody will ask what went over the wire. */
    public Manner forgetting() {
        return new Manner(strict, seed, budget, attempts, deviations, command, about, true);
    }
}
