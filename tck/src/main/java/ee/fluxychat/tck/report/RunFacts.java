package ee.fluxychat.tck.report;

import ee.fluxychat.tck.spec.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a report says about a run besides its cases. {@code runId} prefixes every name that the run created; {@code selection} is empty when
 * whole profiles were judged, else the patterns that chose clauses; {@code notes} tell what the target lacked from the beginning; {@code pending} counts, by
 * profile, the clauses that could be judged but have no case yet; {@code about} is said of the target and not judged.
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
        List<String> notes,
        Map<Profile, Long> pending,
        List<Remark> about) {

    /** How the note begins that says how the projects were got. */
    public static final String PROJECTS_BY = "projects by ";

    /** What lacked, and what stays at the target: all but how the projects were got. */
    public List<String> remarkableNotes() {
        return notes.stream().filter(each -> !each.startsWith(PROJECTS_BY)).toList();
    }

    /** Whether all clauses of this profile were selected. */
    public boolean isWhole(Profile profile) {
        return selection.isEmpty() && profiles.contains(profile);
    }

    /** How many clauses count for a claim on this profile and could be judged, but have no case in this kit. */
    public long withoutCase(Profile profile) {
        return pending.getOrDefault(profile, 0L);
    }
}
