package ee.fluxychat.tck;

import java.util.ArrayList;
import java.util.List;

/** A label and a text beside it, wrapped at a terminal's width. */
final class Paragraph {

    private static final int WIDTH = 110;
    private static final int LABEL = 14;

    private Paragraph() {}

    /** The lines; the label stands in the first one only. */
    static String of(String label, String text) {
        StringBuilder lines = new StringBuilder();
        String margin = margin(label);
        for (String line : wrapped(text, WIDTH - LABEL - 2)) {
            lines.append((margin + line).stripTrailing()).append(System.lineSeparator());
            margin = " ".repeat(LABEL + 2);
        }
        return lines.toString();
    }

    /** One line however long, so that it can be copied. */
    static String unwrapped(String label, String text) {
        return margin(label) + text + System.lineSeparator();
    }

    private static String margin(String label) {
        return "  " + label + " ".repeat(Math.max(1, LABEL - label.length()));
    }

    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
