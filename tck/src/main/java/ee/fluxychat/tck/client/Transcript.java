package ee.fluxychat.tck.client;

import ee.fluxychat.tck.history.HistoryRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What went over the wire in one case: the first lines, the newest ones and those around the line that was read last, tokens and keys
 * masked. Thread-safe.
 */
public final class Transcript {

    private static final int FIRST = 60;
    private static final int NEWEST = 240;
    private static final int AROUND = 8;

    // what eight talkers say to thirty listeners; which of it is looked at is known when the case has ended
    private static final int MOST = 200_000;
    private static final int LINE_UNITS = 1_200;

    /** Of a token. */
    private static final int PARTS = 3;

    // a token's payload is no secret but long; its signature is what opens doors. Its header begins with what base64url
    // makes of a brace and a quote, or of a brace and white space (RFC 8259, 2). Looked for part by part, since a
    // hostile text must not take the time of its length squared
    private static final Pattern TOKEN_BEGIN = Pattern.compile("eyJ[A-Za-z0-9_-]{4}|(?:eyA|ew[ok0])[A-Za-z0-9_-]{16}");
    private static final Pattern KEY = Pattern.compile("(?i)fc_[a-z0-9]{4,}");

    private final Witness witness;
    private final HistoryRecorder history = new HistoryRecorder();
    private final long start = System.nanoTime();
    private final List<Line> first = new ArrayList<>();
    private final List<Line> further = new ArrayList<>();
    private int passedOver;
    private int count;
    private volatile int lastRead;

    /** A transcript that nobody else looks at. */
    public Transcript() {
        this(Witness.NOBODY);
    }

    /** A transcript of which a witness sees what the target says. */
    public Transcript(Witness witness) {
        this.witness = witness;
    }

    Witness witness() {
        return witness;
    }

    /** Who said it. */
    public enum Direction {
        SENT("→"),
        HEARD("←"),
        NOTE("·");

        private final String arrow;

        Direction(String arrow) {
            this.arrow = arrow;
        }

        /** How the report draws it. */
        public String arrow() {
            return arrow;
        }
    }

    /** One line: its number from 1, when it was since the case began, on whose connection, which way, what. */
    public record Line(int number, Duration at, String who, Direction direction, String text) {
        private Line masked() {
            return new Line(number, at, who, direction, Transcript.masked(text));
        }
    }

    /** What is said and heard of messages, for the check of order and loss: all of it, not only the first and the newest. */
    public HistoryRecorder history() {
        return history;
    }

    void sent(String who, String text) {
        add(who, Direction.SENT, text);
    }

    /** Answers the line's number, to be {@link #read} when the story gets there. */
    int heard(String who, String text) {
        return add(who, Direction.HEARD, text);
    }

    void note(String who, String text) {
        add(who, Direction.NOTE, text);
    }

    /** A webhook was told something; answers the line's number, to be {@link #read} when the story gets there. */
    public int delivered(Witness.Ear ear, String head, String body) {
        witness.delivered(ear, body);
        return heard(ear.who(), head + " " + body);
    }

    /** The story has come to this line: what is found wrong next is found there. */
    public void read(int line) {
        lastRead = line;
    }

    /** The number of the line that was read last, 0 when none was. */
    public int lastRead() {
        return lastRead;
    }

    private synchronized int add(String who, Direction direction, String text) {
        count++;
        Line line = new Line(count, Duration.ofNanos(System.nanoTime() - start), who, direction, cut(text));
        if (first.size() < FIRST) {
            first.add(line);
            return count;
        }
        further.add(line);
        if (further.size() > MOST) {
            further.subList(0, MOST / 2).clear();
            passedOver += MOST / 2;
        }
        return count;
    }

    /** The lines in the order in which they happened; a note stands for those that were too many to keep. */
    public synchronized List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        first.forEach(each -> lines.add(each.masked()));
        int newest = Math.max(0, further.size() - NEWEST);
        int read = lastRead - FIRST - passedOver - 1;
        int begin = read < 0 ? newest : Math.min(newest, Math.max(0, read - AROUND));
        int end = read < 0 ? newest : Math.min(newest, read + AROUND + 1);
        add(lines, passedOver + begin, begin, end);
        add(lines, begin == end ? passedOver + newest : newest - end, newest, further.size());
        return lines;
    }

    /** Those lines, after a note of how many are left out before them. */
    private void add(List<Line> lines, int leftOut, int begin, int end) {
        if (begin == end) {
            return;
        } else if (leftOut > 0) {
            lines.add(
                    new Line(0, further.get(begin).at(), "kit", Direction.NOTE, "… " + leftOut + " lines left out …"));
        }
        further.subList(begin, end).forEach(each -> lines.add(each.masked()));
    }

    /** The text without the parts that would open a door. */
    public static String masked(String text) {
        return KEY.matcher(withoutTokens(text)).replaceAll("fc_…");
    }

    /** Header, payload and signature stand between dots, in a row of such parts that may be longer. */
    private static String withoutTokens(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        int begin = 0;
        for (int end; begin < text.length(); begin = end) {
            end = begin;
            while (end < text.length() && isOfToken(text.charAt(end))) {
                end++;
            }
            masked.append(withoutTokensOf(text.substring(begin, end)));
            for (; end < text.length() && !isOfToken(text.charAt(end)); end++) {
                masked.append(text.charAt(end));
            }
        }
        return masked.toString();
    }

    private static String withoutTokensOf(String row) {
        String[] parts = row.split("\\.", -1);
        if (parts.length < PARTS) {
            return row;
        }
        StringJoiner masked = new StringJoiner(".");
        for (int i = 0; i < parts.length; i++) {
            Matcher header = TOKEN_BEGIN.matcher(parts[i]);
            if (i + PARTS <= parts.length && header.find()) {
                masked.add(parts[i].substring(0, header.start()) + "<token>");
                i += PARTS - 1;
            } else {
                masked.add(parts[i]);
            }
        }
        return masked.toString();
    }

    private static boolean isOfToken(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_-.".indexOf(c) >= 0;
    }

    private static String cut(String text) {
        return text.length() <= LINE_UNITS ? text : text.substring(0, LINE_UNITS) + "… (" + text.length() + " units)";
    }
}
