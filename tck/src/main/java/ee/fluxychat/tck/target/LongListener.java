package ee.fluxychat.tck.target;

import ee.fluxychat.tck.client.Inbox.Closed;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.history.HistoryEvent;
import java.time.Duration;
import java.util.List;

/** Somebody who sits in a room while a run goes on, and hears what is told there long after any case has stopped to listen. For one thread. */
public final class LongListener implements AutoCloseable {

    /** What is said in his first minute. */
    private static final List<String> WORDS = List.of("the first word", "the second word", "the third word");

    static final String PLACE = "the room of who stayed all along";

    private static final Duration BETWEEN_PINGS = Duration.ofSeconds(20);

    private final Scene scene;
    private final Room room;
    private final Participant listener;
    private boolean isOver;
    private long lastPing = System.nanoTime();

    private LongListener(Scene scene, Room room, Participant listener) {
        this.scene = scene;
        this.room = room;
        this.listener = listener;
    }

    /** Sits down in a room of his own. Whatever is wrong with that is for cases to find, and thrown as they do. */
    static LongListener in(Target target) {
        Scene scene = new Scene(target, PLACE, Transport.WS, target.unjudged());
        try {
            Room room = scene.room("stayer");
            Participant listener = room.enters("stayer");
            WORDS.forEach(each -> {
                room.posts(scene.person("stayer"), each);
                listener.hearsText(each);
            });
            return new LongListener(scene, room, listener);
        } catch (RuntimeException | Mismatch e) {
            scene.close();
            throw e;
        }
    }

    /** Says now and then that he is there, as the SDK does every 25 s: a server may end a connection that is silent. */
    public void saysThatHeIsThere() {
        long now = System.nanoTime();
        if (now - lastPing > BETWEEN_PINGS.toNanos() && listener.ending().isEmpty()) {
            lastPing = now;
            listener.says("ping");
        }
    }

    /** Has all that he heard looked at, one more text as the last of it; so is a connection that was closed under him. Does nothing once he has left: it was done then. */
    public void isHeardOut(Onlooker onlooker) {
        if (isOver) {
            return;
        }
        try {
            boolean isTokenOver = listener.ending() // a run may last longer than a token
                    .filter(each -> each.code() == Closed.TERMINATED)
                    .isPresent();
            if (!isTokenOver) {
                listener.requireNotClosed();
                String last = scene.marker();
                room.posts(scene.person("stayer"), last);
                listener.hearsBurst(
                        "the last word",
                        frame -> frame.is("message") && frame.text("content").equals(last));
            }
            onlooker.recorded(PLACE, scene.transcript().history().events());
        } catch (Mismatch wrong) {
            onlooker.sawAt(PLACE, wrong);
        }
    }

    /** What went over his wire. */
    Retold.Story story() {
        return new Retold.Story("what was heard in " + PLACE, scene.transcript().lines(), scene.lastRead());
    }

    /** What he sent and heard of messages. */
    List<HistoryEvent> recording() {
        return scene.transcript().history().events();
    }

    /** Whether what he heard can no longer be asked for anew. */
    boolean isOver() {
        return isOver;
    }

    @Override
    public void close() {
        isOver = true;
        scene.close();
    }
}
