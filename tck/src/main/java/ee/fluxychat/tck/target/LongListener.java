package ee.fluxychat.tck.target;

import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.history.HistoryEvent;
import java.util.List;

/** Somebody who sits in a room all through a run, and hears what is told there long after any case has stopped to listen. For one thread. */
public final class LongListener implements AutoCloseable {

    /** What is said in his first minute. */
    static final List<String> WORDS = List.of("the first word", "the second word", "the third word");

    private final Scene scene;
    private final Room room;
    private final Participant listener;

    private LongListener(Scene scene, Room room, Participant listener) {
        this.scene = scene;
        this.room = room;
        this.listener = listener;
    }

    /** Sits down in a room of his own. Whatever is wrong with that is for cases to find, and thrown as they do. */
    public static LongListener in(Target target, String caseName) {
        Scene scene = new Scene(target, caseName, Transport.WS);
        try {
            Room room = scene.room("stayer");
            Participant listener = room.enters("stayer");
            WORDS.forEach(each -> {
                room.posts(scene.person("stayer"), each);
                listener.hearsText(each);
            });
            return new LongListener(scene, room, listener);
        } catch (RuntimeException e) {
            scene.close();
            throw e;
        }
    }

    /** All that was recorded of his room; one more text is the last of it, unless he was cut off before, as by a crash. */
    public List<HistoryEvent> heard() {
        if (listener.ending().isEmpty()) {
            String last = scene.marker();
            room.posts(scene.person("stayer"), last);
            listener.hearsBurst(
                    "the last word",
                    frame -> frame.is("message") && frame.text("content").equals(last));
        }
        return scene.transcript().history().events();
    }

    @Override
    public void close() {
        scene.close();
    }
}
