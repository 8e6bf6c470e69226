package ee.fluxychat.tck.diff;

import java.util.regex.Pattern;

/** Takes out of a text what differs from run to run: names that a run made up, ids, times, tokens, the server's address. Immutable. */
final class Names {

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d(T|%20| )\\d\\d(:|%3A)\\d\\d(:|%3A)\\d\\d(\\.\\d+)?Z?");
    private static final Pattern TOKEN = Pattern.compile("<token>|fc_…|eyJ[A-Za-z0-9_-]{4,}(\\.[A-Za-z0-9_-]*){0,2}");
    private static final Pattern KEY = Pattern.compile("cmsg_[0-9a-f]+-\\d+");
    private static final Pattern NUMBER = Pattern.compile("(?<![A-Za-z0-9_<])\\d+(?![A-Za-z0-9_>])");
    private static final Pattern RANDOM = Pattern.compile("(?<![A-Za-z0-9])(?=[a-zA-Z]*\\d)[A-Za-z0-9_-]{20,}");

    /** What the run made, its id being taken out: the run's id may end in digits, and a name may hold it twice. */
    private static final Pattern MADE = Pattern.compile("<run>_((?:[a-z]+-?)?)\\d++(?![a-z])");

    private final Pattern run;
    private final Pattern address;

    /** Of the run with this id, at this server. */
    Names(String runId, String target) {
        run = Pattern.compile(Pattern.quote(runId));
        address = Pattern.compile(
                Pattern.quote(target.replaceFirst("^[^/]*//", "").replaceFirst("[/?#].*", "")));
    }

    /** The text with a word for each such thing; numbers in paths are ids, too. */
    String without(String text) {
        String plain = UUID.matcher(text).replaceAll("<id>");
        plain = TIME.matcher(plain).replaceAll("<time>");
        plain = TOKEN.matcher(plain).replaceAll("<token>");
        plain = KEY.matcher(plain).replaceAll("<key>");
        plain = run.matcher(plain).replaceAll("<run>");
        plain = MADE.matcher(plain).replaceAll("<run>_$1<n>");
        plain = address.matcher(plain).replaceAll("<server>");
        plain = RANDOM.matcher(plain).replaceAll("<random>");
        return NUMBER.matcher(plain).replaceAll("<n>");
    }
}
