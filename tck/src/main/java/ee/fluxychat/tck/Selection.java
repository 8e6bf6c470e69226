package ee.fluxychat.tck;

import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import ee.fluxychat.tck.spec.Profile;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which clauses a run judges: those of its profiles that match a pattern of {@code only} (all, when there is none) and none of
 * {@code except}.
 */
public record Selection(Set<Profile> profiles, List<String> only, List<String> except) {

    /** What can be judged of any server with nothing but its URL and a key. */
    public static final Set<Profile> USUAL = Set.of(Profile.CORE, Profile.EXTENDED, Profile.SECURITY);

    /** Every clause of the usual profiles. */
    public static Selection all() {
        return new Selection(USUAL, List.of(), List.of());
    }

    /** Clauses of any profile that match one of these patterns. */
    public static Selection only(String... patterns) {
        return new Selection(EnumSet.allOf(Profile.class), List.of(patterns), List.of());
    }

    /** The same clauses without those that match one of these patterns. */
    public Selection except(String... patterns) {
        return new Selection(profiles, only, List.of(patterns));
    }

    /** Whether the clause is to be judged. */
    public boolean takes(Entry clause) {
        return profiles.contains(clause.profile())
                && (only.isEmpty() || matches(only, clause.id()))
                && !matches(except, clause.id());
    }

    /** The patterns in words, empty when whole profiles are judged. */
    public List<String> patterns() {
        return java.util.stream.Stream.concat(only.stream(), except.stream().map(each -> "not " + each))
                .toList();
    }

    private static boolean matches(List<String> patterns, String clause) {
        return patterns.stream().anyMatch(each -> asRegex(each).matcher(clause).matches());
    }

    /** {@code *} stands for any text; a pattern without it also names everything below it: RESUME takes RESUME-PAGE-1. */
    private static Pattern asRegex(String pattern) {
        String quoted = Pattern.quote(pattern.strip().toUpperCase(Locale.ROOT)).replace("*", "\\E.*\\Q");
        return Pattern.compile(quoted + "(-.*)?");
    }
}
