package ee.fluxychat.tck.report;

import ee.fluxychat.tck.spec.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a report says about a run besides its cases. {@code runId} prefixes every name that the run created; {@code selection} is empty when
 * whole profiles were judged, else the patterns that chose clauses; {@code notes} tell what the target lacked from the beginning.
 */
public record RunFacts(
        String runId,
        String target,
        Instant startedAt,
        Duration took,
        Set<Profile> profiles,
        List<String> selection,
        boolean strict,
        OptionalLong seed,
        String command,
        KitIdentity kit,
        List<String> notes) {

    /** Whether all clauses of this profile were selected. */
    public boolean isWhole(Profile profile) {
        return selection.isEmpty() && profiles.contains(profile);
    }

    /** The same facts with the time that the run took in the end. */
    public RunFacts lasting(Duration inTheEnd) {
        return new RunFacts(runId, target, startedAt, inTheEnd, profiles, selection, strict, seed, command, kit, notes);
    }
}
