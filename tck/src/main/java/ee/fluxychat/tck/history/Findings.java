package ee.fluxychat.tck.history;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The violations of a history, each of a kind and about a message only once, and where its lines are. Not thread-safe. */
final class Findings {

    private final NavigableMap<Integer, Path> files = new TreeMap<>();
    private final Map<String, Found> all = new LinkedHashMap<>();
    private int lines;

    private static final class Found {
        private final String sentence;
        private final int first;
        private final int second;
        private int alike;

        private Found(String sentence, int first, int second) {
            this.sentence = sentence;
            this.first = first;
            this.second = second;
        }
    }

    /** The lines that follow are of this file. */
    void begins(Path file) {
        files.put(lines, file);
    }

    /** The place of a line of the file begun last: a number greater than 0 that grows from line to line and file to file. */
    int place(int line) {
        int begin = files.lastKey();
        lines = Math.max(lines, begin + line);
        return begin + line;
    }

    /** The place after which a place's file begins. */
    int fileOf(int place) {
        return files.lowerKey(place);
    }

    /** Whether the first place comes before the second in one file; nothing is known of lines in two files. */
    boolean isBefore(int first, int second) {
        return first != 0 && second != 0 && first < second && fileOf(first) == fileOf(second);
    }

    /** Notes a violation, unless one of this kind is known of the same message. */
    void add(String kind, String room, long message, String sentence, int first, int second) {
        Found known = all.get(kind + " " + room + " " + message);
        if (known == null) {
            all.put(kind + " " + room + " " + message, new Found("room " + room + ": " + sentence, first, second));
        } else {
            known.alike++;
        }
    }

    List<Violation> all() {
        return all.values().stream()
                .map(each -> new Violation(each.sentence, named(each.first), named(each.second), each.alike))
                .toList();
    }

    private String named(int place) {
        Map.Entry<Integer, Path> file = files.lowerEntry(place);
        return file == null ? "?" : file.getValue() + ":" + (place - file.getKey());
    }
}
