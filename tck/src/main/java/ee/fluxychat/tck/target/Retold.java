package ee.fluxychat.tck.target;

import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.client.Transcript.Direction;
import ee.fluxychat.tck.client.Transcript.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The wire of one case: first that of the stories which were played once for several cases, each as it was when it was played, then the case's
 * own, numbered throughout. For one thread.
 */
final class Retold {

    private final Transcript own;
    private final List<Line> lines = new ArrayList<>();
    private int numbered;
    private int lastRead;
    private int ownLastRead;

    /** What went over the wire somewhere else than in the case, and the sentence that says where. */
    record Story(String note, List<Line> lines, int lastRead) {}

    Retold(Transcript own) {
        this.own = own;
    }

    /** Has the case begin with what was played elsewhere. */
    void add(Story story) {
        lines.add(note(story.note()));
        lastRead = story.lastRead() == 0 ? lastRead : numbered + story.lastRead();
        ownLastRead = own.lastRead();
        story.lines().forEach(each -> lines.add(renumbered(each)));
        numbered += story.lines().stream().mapToInt(Line::number).max().orElse(0);
    }

    /** All of it; a note stands between what was played for others, too, and the case itself. */
    List<Line> lines() {
        List<Line> all = new ArrayList<>(lines);
        if (!all.isEmpty()) {
            all.add(note("the case itself"));
        }
        own.lines().forEach(each -> all.add(renumbered(each)));
        return all;
    }

    /** The number of the line that the case came to last: one of its own, if it has read any since it was told the last story. */
    int lastRead() {
        return own.lastRead() == ownLastRead ? lastRead : numbered + own.lastRead();
    }

    private Line renumbered(Line line) {
        return line.number() == 0
                ? line
                : new Line(numbered + line.number(), line.at(), line.who(), line.direction(), line.text());
    }

    private static Line note(String text) {
        return new Line(0, Duration.ZERO, "kit", Direction.NOTE, text);
    }
}
