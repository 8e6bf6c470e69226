package ee.fluxychat.tck.client;

import ee.fluxychat.tck.client.EventParser.Event;
import ee.fluxychat.tck.client.Inbox.Closed;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Hears a room over an event stream, read by a thread of its own, and speaks over REST. Thread-safe. */
final class SseConnection implements Connection {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "kit's event stream");
        thread.setDaemon(true);
        return thread;
    });

    /** The SDK hears none of them, so that a server has no use for many. */
    private static final int MOST_NAMED = 10_000;

    private final EventStream stream;
    private final Inbox inbox;
    private final Transcript transcript;
    private final String who;
    private final Witness.Ear ear;
    private final RestSpeech speech;

    /** Events passed over, counted by the reading thread. */
    private int named;

    private SseConnection(EventStream stream, Person person, String roomId, Inbox inbox, String who) {
        this.stream = stream;
        this.inbox = inbox;
        this.transcript = person.transcript();
        this.who = who;
        this.ear = new Witness.Ear(who, person.token(), roomId);
        this.speech = new RestSpeech(person, roomId, inbox);
    }

    /** Opens an event stream, to go on after the event of this id if it is not empty; a refused one is a {@link Mismatch}. */
    static SseConnection open(Person person, String roomId, String lastEventId, Inbox inbox, String who) {
        HttpCall call = person.http()
                .call(person.transcript(), who, "GET", "/rooms/" + roomId + "/stream")
                .bearer(person.token())
                .header("Accept", "text/event-stream");
        EventStream stream = (lastEventId.isEmpty() ? call : call.header("Last-Event-ID", lastEventId)).opens();
        stream.answer().is(200);
        SseConnection connection = new SseConnection(stream, person, roomId, inbox, who);
        inbox.begun();
        THREADS.execute(connection::read);
        return connection;
    }

    private void read() {
        try {
            stream.read(this::heard);
            ended("the stream ended");
        } catch (IOException cut) {
            ended("the stream was cut (" + cut.getMessage() + ")");
        }
    }

    /** Only events without a name, or with the name that stands for none, reach who listens as the SDK does. */
    private void heard(Event event) {
        if (!event.name().isEmpty() && !event.name().equals("message")) {
            transcript.note(who, "passes over an event named " + event.name() + ": " + event.data());
            if (++named > MOST_NAMED) {
                inbox.ended(new Closed(Closed.CUT, "more than " + MOST_NAMED + " events with a name", true));
                stream.close();
            }
            return;
        }
        transcript.witness().told(ear, event.data());
        if (!inbox.arrived(event.data(), event.id(), transcript.heard(who, event.data()))) {
            stream.close();
        }
    }

    private void ended(String how) {
        if (inbox.closed() == null) {
            transcript.note(who, how);
        }
        inbox.ended(new Closed(Closed.CUT, how, true));
    }

    @Override
    public void send(String text) {
        speech.says(text);
    }

    @Override
    public void close() {
        inbox.ended(new Closed(Closed.CUT, "", false));
        stream.close();
    }

    @Override
    public void drop() {
        close();
    }
}
