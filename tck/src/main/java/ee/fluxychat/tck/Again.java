package ee.fluxychat.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command line that was typed, to be typed again: every option but those that choose clauses or say where to report to, no secrets. */
final class Again {

    /** What is chosen anew for each clause, and what a repetition leaves alone. */
    private static final Set<String> LEFT_OUT =
            Set.of("--profile", "--only", "--except", "--seed", "--budget", "--report", "--junit", "-v");

    private static final Set<String> SECRETS = Set.of("KEY", "SECRET");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private Again() {}

    static String of(ParseResult typed) {
        List<String> words = new ArrayList<>(List.of(program()));
        words.add(typed.commandSpec().name());
        for (OptionSpec each : typed.matchedOptionsSet()) {
            if (!LEFT_OUT.contains(each.longestName())) {
                words.addAll(words(each));
            }
        }
        return String.join(" ", words);
    }

    private static List<String> words(OptionSpec option) {
        if (option.arity().max() == 0) {
            return List.of(option.longestName());
        }
        List<String> words = new ArrayList<>();
        for (String each : option.originalStringValues()) {
            words.add(option.longestName());
            words.add(SECRETS.contains(option.paramLabel()) ? "…" : quoted(each));
        }
        return words;
    }

    /** How this kit is started. */
    static String program() {
        return "java -jar " + quoted(jar(System.getProperty("java.class.path", "")));
    }

    /** With {@code -jar}, the class path is the jar as it was typed. */
    static String jar(String classPath) {
        return classPath.matches("[^:;]*\\.jar") ? classPath : "fluxychat-tck.jar";
    }

    /** The word as a POSIX shell reads it. */
    static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
