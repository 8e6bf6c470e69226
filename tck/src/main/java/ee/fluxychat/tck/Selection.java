package ee.fluxychat.tck;

import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import ee.fluxychat.tck.spec.Profile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Which clauses a run judges: those of its profiles that match a pattern of {@code only} (all, when there is none) and none of
 * {@code except}; and over which transports it plays their cases.
 */
public record Selection(Set<Profile> profiles, List<String> only, List<String> except, Set<Transport> transports) {

    private static final Map<String, Pattern> REGEXES = new ConcurrentHashMap<>();

    /** Every way to hear. */
    public static final Set<Transport> EVERY_TRANSPORT = Collections.unmodifiableSet(EnumSet.allOf(Transport.class));

    /** What can be judged of any server with nothing but its URL and a key. */
    public static final Set<Profile> USUAL = Set.of(Profile.CORE, Profile.EXTENDED, Profile.SECURITY);

    /** Every clause of the usual profiles. */
    public static Selection all() {
        return new Selection(USUAL, List.of(), List.of(), EVERY_TRANSPORT);
    }

    /** Clauses of any profile that match one of these patterns. */
    public static Selection only(String... patterns) {
        return new Selection(EnumSet.allOf(Profile.class), List.of(patterns), List.of(), EVERY_TRANSPORT);
    }

    /** The same clauses without those that match one of these patterns. */
    public Selection except(String... patterns) {
        return new Selection(profiles, only, List.of(patterns), transports);
    }

    /** The same clauses, by their cases over these transports only. */
    public Selection over(Transport... some) {
        return new Selection(profiles, only, except, Set.of(some));
    }

    /** Whether the clause is to be judged. */
    public boolean takes(Entry clause) {
        return profiles.contains(clause.profile())
                && (only.isEmpty() || matches(only, clause.id()))
                && !matches(except, clause.id());
    }

    /** Whether cases are played over this transport. */
    public boolean plays(Transport transport) {
        return transports.contains(transport);
    }

    /** The patterns and transports in words, empty when whole profiles are judged. */
    public List<String> patterns() {
        List<String> words = new ArrayList<>(only);
        except.forEach(each -> words.add("not " + each));
        if (!transports.equals(EVERY_TRANSPORT)) {
            transports.stream().sorted().forEach(each -> words.add("over " + each.word()));
        }
        return List.copyOf(words);
    }

    private static boolean matches(List<String> patterns, String clause) {
        return patterns.stream().anyMatch(each -> REGEXES.computeIfAbsent(each, Selection::asRegex)
                .matcher(clause)
                .matches());
    }

    /** {@code *} stands for any text; a pattern without it also names everything below it: RESUME takes RESUME-PAGE-1. */
    private static Pattern asRegex(String pattern) {
        String quoted = Pattern.quote(pattern.strip().toUpperCase(Locale.ROOT)).replace("*", "\\E.*\\Q");
        return Pattern.compile(quoted + "(-.*)?");
    }
}
