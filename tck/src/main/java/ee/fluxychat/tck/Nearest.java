package ee.fluxychat.tck;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Guesses which known name was meant by an unknown one: the fewest letters apart (Levenshtein's distance). */
final class Nearest {

    private static final int GUESSES = 3;

    private Nearest() {}

    /** The nearest names, best first; none when nothing is near. */
    static List<String> to(String unknown, Collection<String> known) {
        String meant = unknown.strip().toUpperCase(Locale.ROOT);
        int farthest = Math.max(2, meant.length() / 3);
        return known.stream()
                .filter(each -> distance(meant, each) <= farthest)
                .sorted(Comparator.comparingInt(each -> distance(meant, each)))
                .limit(GUESSES)
                .toList();
    }

    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
