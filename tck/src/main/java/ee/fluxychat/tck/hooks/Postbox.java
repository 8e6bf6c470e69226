package ee.fluxychat.tck.hooks;

import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.client.Witness.Ear;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where the deliveries of one webhook arrive, and how they are answered: with 200 unless it was told otherwise. Reading goes forward only:
 * whoever awaits a delivery passes over all before it; what was taken once is not read again. Thread-safe; one reader at a time.
 */
public final class Postbox {

    private static final int SHOWN = 5;
    private static final Answering TAKEN = new Answering(200, Map.of());

    private final URI url;
    private final Ear ear;
    private final Transcript transcript;
    private final Duration patience;
    private final Deque<Delivery> unread = new ArrayDeque<>();
    private final Deque<Answering> next = new ArrayDeque<>();
    private final Deque<Delivery> repeated = new ArrayDeque<>();
    private final Set<String> taken = new HashSet<>();
    private boolean isHeld;

    /** How one delivery is answered. */
    record Answering(int status, Map<String, String> headers) {}

    Postbox(URI url, Ear ear, Transcript transcript, Duration patience) {
        this.url = url;
        this.ear = ear;
        this.transcript = transcript;
        this.patience = patience;
    }

    /** What to register. */
    public URI url() {
        return url;
    }

    // --- how it answers

    /** Answers the next so many deliveries with 500. */
    public synchronized void fails(int times) {
        for (int i = 0; i < times; i++) {
            next.addLast(new Answering(500, Map.of()));
        }
    }

    /** Answers the next delivery with 307 to another place. */
    public synchronized void redirectsTo(URI elsewhere) {
        next.addLast(new Answering(307, Map.of("Location", elsewhere.toString())));
    }

    /** Answers nothing from now on, until it {@link #releases}. */
    public synchronized void holds() {
        isHeld = true;
    }

    /** Answers what it held, and goes on. */
    public synchronized void releases() {
        isHeld = false;
        notifyAll();
    }

    /** Takes a delivery in; returns how to answer it, as soon as it is to be answered. */
    synchronized Answering arrived(String method, Map<String, String> headers, byte[] body)
            throws InterruptedException {
        Delivery delivery = written(method, headers, body);
        Answering answering = next.isEmpty() ? TAKEN : next.removeFirst();
        boolean isFirst = !answering.equals(TAKEN)
                || delivery.header(Delivery.ID).map(taken::add).orElse(true);
        (isFirst ? unread : repeated).addLast(delivery);
        notifyAll();
        while (isHeld) {
            wait();
        }
        return answering;
    }

    private Delivery written(String method, Map<String, String> headers, byte[] body) {
        Delivery delivery = new Delivery(method, headers, body, 0);
        String head = String.join(
                " ",
                method,
                url.getPath(),
                delivery.header(Delivery.EVENT).orElse("(no event)"),
                delivery.header(Delivery.ID).orElse("(no id)"));
        return new Delivery(method, headers, body, transcript.delivered(ear, head, delivery.text()));
    }

    // --- what it hears

    /** The next delivery that is wanted, read and passed over with all before it. */
    public Delivery hears(String what, Predicate<Delivery> wanted) {
        List<Delivery> deliveries = hearsUpTo(what, wanted);
        return deliveries.get(deliveries.size() - 1);
    }

    /** All deliveries up to the first that is wanted, it included. */
    public synchronized List<Delivery> hearsUpTo(String what, Predicate<Delivery> last) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Delivery> passed = new ArrayList<>();
        while (true) {
            if (!awaitAny(deadline)) {
                throw new Mismatch("what the webhook hears", what, insteadOf(passed));
            }
            Delivery read = unread.removeFirst();
            transcript.read(read.line());
            passed.add(read);
            if (last.test(read)) {
                return passed;
            }
        }
    }

    /** What has arrived and was not read yet. */
    public synchronized List<Delivery> unread() {
        return List.copyOf(unread);
    }

    /** What came again although it was taken: any server may repeat itself, so nobody is told of it otherwise. */
    public synchronized List<Delivery> repeated() {
        return List.copyOf(repeated);
    }

    private boolean awaitAny(long deadline) {
        try {
            for (long millis = millisTo(deadline); unread.isEmpty() && millis > 0; millis = millisTo(deadline)) {
                wait(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !unread.isEmpty();
    }

    private static long millisTo(long deadline) {
        return (deadline - System.nanoTime()) / 1_000_000;
    }

    private String insteadOf(List<Delivery> passed) {
        String end = "nothing more within " + patience.toSeconds() + " s";
        List<Delivery> shown = passed.subList(Math.max(0, passed.size() - SHOWN), passed.size());
        return passed.isEmpty()
                ? end.replace(" more", "")
                : passed.size() + " deliveries, at last " + shown + ", " + end;
    }
}
