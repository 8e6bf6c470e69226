package ee.fluxychat.tck.bench.load;

import ee.fluxychat.tck.bench.load.FrameScan.Kind;
import ee.fluxychat.tck.socket.Link;
import ee.fluxychat.tck.socket.LinkListener;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One room under load: its links, of which the first ones take turns to speak, and the check of what all of them hear.
 * A place in the window is free again when the message has been heard by every link of the room, its author included.
 * Confined to the loop.
 */
public final class LoadedRoom implements LinkListener {

    private final String id;
    private final int senders;
    private final Link[] links;
    private final Saying saying;
    private final Tally tally;
    private final OrderCheck order;

    private int joined;
    private int departures;
    private long lastDepartureNanos;
    private int said;
    private int heardByAll;
    private int window;
    private boolean leaving;
    private int left;
    private long[] due = new long[1024];

    public LoadedRoom(String id, int links, int senders, String content, Tally tally) {
        this.id = id;
        this.senders = senders;
        this.links = new Link[links];
        this.saying = new Saying(content);
        this.tally = tally;
        this.order = new OrderCheck(id, links, senders);
    }

    public String id() {
        return id;
    }

    public int joined() {
        return joined;
    }

    /** How often the room was told that somebody left for good. */
    public int departures() {
        return departures;
    }

    public long lastDepartureNanos() {
        return lastDepartureNanos;
    }

    public void take(Link link) {
        links[link.index()] = link;
    }

    /** Says the next message; its latency will be counted from the time it was due. */
    public void say(long dueNanos) {
        if (said == due.length) {
            due = Arrays.copyOf(due, 2 * said);
        }
        due[said] = dueNanos;
        byte[] frame = saying.numbered(said);
        links[said % senders].send(frame, frame.length);
        said++;
    }

    /** Keeps so many messages in flight from now on; 0 says no more. */
    public void keepInFlight(int messages) {
        window = messages;
        fill();
    }

    private void fill() {
        while (said - heardByAll < window) {
            say(System.nanoTime());
        }
    }

    /** Whether all that was said has been heard by all. */
    public boolean isQuiet() {
        return heardByAll == said;
    }

    /** Fails unless every link heard everything, in one order. */
    public void verify() {
        order.complete(said);
    }

    /** Closes all links; {@link #isEmpty} tells when the target has agreed. */
    public void leave() {
        leaving = true;
        for (Link link : links) {
            link.close(1000);
        }
    }

    public boolean isEmpty() {
        return left == links.length;
    }

    @Override
    public void heard(Link link, byte[] buffer, int offset, int length) {
        int number = order.heard(link.index(), buffer, offset, length);
        if (number == OrderCheck.NOTHING) {
            heardOther(order.lastKind(), buffer, offset, length);
            return;
        }
        count(link, number, length);
        if (order.heardByAll(link.index())) {
            heardByAll++;
            fill();
        }
    }

    private void count(Link link, int number, int length) {
        if (number >= said) {
            throw new Violation("Room " + id + " told message " + number + " before it was said");
        }
        long nanos = System.nanoTime() - due[number];
        if (number % senders == link.index()) {
            tally.echo(nanos);
        } else {
            tally.delivery(nanos, length);
        }
    }

    private void heardOther(Kind kind, byte[] buffer, int offset, int length) {
        if (kind == Kind.SUBSCRIBED) {
            joined++;
        } else if (kind == Kind.LEFT) {
            departures++;
            lastDepartureNanos = System.nanoTime();
        } else if (kind == Kind.ERROR) {
            throw CannotMeasure.because(
                    "A message to room " + id, new String(buffer, offset, length, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void rejected(Link link, String answer) {
        throw CannotMeasure.because("A handshake for room " + id, answer);
    }

    @Override
    public void closed(Link link, int code, String reason) {
        if (leaving) {
            left++;
            return;
        }
        throw new Violation(
                "The target closed connection " + link.index() + " of room " + id + " with " + code + " " + reason);
    }
}
