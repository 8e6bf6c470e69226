package ee.fluxychat.tck.history;

import ee.fluxychat.tck.history.HistoryEvent.Op;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for disorder, loss and repetition in a history: one order for all listeners and for what is stored, each sender's own order in it,
 * everything acknowledged there, nothing twice, seq without a hole. Lines are not kept. Not thread-safe.
 */
public final class HistoryCheck {

    private final Findings findings = new Findings();
    private final Map<String, RoomCheck> rooms = new LinkedHashMap<>();
    private int lines;

    /** What was found, and how much was looked at. */
    public record Result(List<Violation> violations, int lines, int rooms, int messages, int listeners, int readings) {

        /** Whether nothing was found. */
        public boolean isSound() {
            return violations.isEmpty();
        }
    }

    /** Reads a file; several tell of one history, each in its own order. Fails with {@link Malformed}. */
    public void read(Path file) {
        findings.begins(file);
        HistoryFile.read(file, (event, line) -> happens(event, findings.place(line)));
    }

    /** Reads what was recorded of the case of this name. */
    public void read(String caseName, List<HistoryEvent> events) {
        findings.begins(Path.of(caseName));
        for (int i = 0; i < events.size(); i++) {
            happens(events.get(i), findings.place(i + 1));
        }
    }

    private void happens(HistoryEvent event, int place) {
        lines++;
        if (event.op() == Op.CRASH && event.room().isEmpty()) {
            rooms.values().forEach(RoomCheck::crashes);
        } else {
            rooms.computeIfAbsent(event.room(), room -> new RoomCheck(room, findings))
                    .happens(event, place);
        }
    }

    /** What was found in all that was read. Asked for once, at the end. */
    public Result result() {
        rooms.values().forEach(RoomCheck::ends);
        return new Result(
                findings.all(),
                lines,
                rooms.size(),
                rooms.values().stream().mapToInt(RoomCheck::messages).sum(),
                rooms.values().stream().mapToInt(RoomCheck::listeners).sum(),
                rooms.values().stream().mapToInt(RoomCheck::readings).sum());
    }
}
