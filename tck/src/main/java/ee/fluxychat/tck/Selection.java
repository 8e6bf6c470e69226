package ee.fluxychat.tck;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which clauses a run judges: those that match a pattern of {@code only} (all, when there is none) and none of {@code except}. */
public record Selection(List<String> only, List<String> except) {

    /** Every clause. */
    public static Selection all() {
        return new Selection(List.of(), List.of());
    }

    /** Whether the clause is to be judged. */
    public boolean takes(String clause) {
        return (only.isEmpty() || matches(only, clause)) && !matches(except, clause);
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
