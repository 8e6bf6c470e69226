package ee.fluxychat.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Dockerfile as its instructions, one record per line that counts. Immutable. */
record Dockerfile(List<Instruction> instructions) {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");
    private static final Pattern PAIR = Pattern.compile("([\\w.]+)=(?:\"([^\"]*)\"|(\\S*))");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    /** One instruction: its word in capitals, and the rest of its line with the continuations joined. */
    record Instruction(String word, String rest) {

        boolean is(String other) {
            return word.equals(other);
        }

        /** What is between blanks, but for the flags. */
        List<String> arguments() {
            return Arrays.stream(rest.split("\\s+", -1))
                    .filter(each -> !each.startsWith("--"))
                    .toList();
        }

        boolean isExecForm() {
            return command().startsWith("[") && command().endsWith("]");
        }

        /** The words of an exec form. */
        List<String> words() {
            return QUOTED.matcher(command())
                    .results()
                    .map(each -> each.group(1))
                    .toList();
        }

        /** Without the flags, and without the CMD of a HEALTHCHECK. */
        private String command() {
            return rest.replaceFirst("^(--\\S+\\s+)*", "").replaceFirst("^CMD\\s+", "");
        }

        Map<String, String> pairs() {
            Map<String, String> pairs = new LinkedHashMap<>();
            PAIR.matcher(rest)
                    .results()
                    .forEach(each -> pairs.put(each.group(1), each.group(2) == null ? each.group(3) : each.group(2)));
            return pairs;
        }
    }

    static List<Path> all() {
        try (Stream<Path> files = Files.list(ROOT.resolve("docker"))) {
            return files.filter(each -> each.toString().endsWith(".Dockerfile"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Dockerfile read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Dockerfile parse(String text) {
        List<Instruction> found = new ArrayList<>();
        String joined = text.replaceAll("(?m)^\\s*#.*\\R", "").replaceAll("\\\\\\R", " ");
        for (String line : joined.lines().map(String::strip).toList()) {
            if (!line.isEmpty()) {
                String[] parts = line.split("\\s+", 2);
                found.add(new Instruction(parts[0], parts.length > 1 ? parts[1].strip() : ""));
            }
        }
        return new Dockerfile(List.copyOf(found));
    }

    List<Instruction> all(String word) {
        return instructions.stream().filter(each -> each.is(word)).toList();
    }

    /** Each stage from its FROM on. */
    List<Dockerfile> stages() {
        List<Dockerfile> stages = new ArrayList<>();
        List<Instruction> current = new ArrayList<>();
        for (Instruction each : instructions) {
            if (each.is("FROM")) {
                current = new ArrayList<>();
                stages.add(new Dockerfile(current));
            }
            current.add(each);
        }
        return stages;
    }

    Dockerfile finalStage() {
        return stages().get(stages().size() - 1);
    }

    /** The images that the stages are built on, with the defaults of the arguments filled in. */
    List<String> bases() {
        Map<String, String> defaults = new LinkedHashMap<>();
        all("ARG").forEach(each -> defaults.putAll(each.pairs()));
        return all("FROM").stream()
                .map(each -> VARIABLE.matcher(each.arguments().get(0))
                        .replaceAll(variable -> Matcher.quoteReplacement(defaults.getOrDefault(variable.group(1), ""))))
                .toList();
    }
}
