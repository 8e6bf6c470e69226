package ee.fluxychat.tck.bench.load;

import ee.fluxychat.tck.bench.load.FrameScan.Kind;
import java.util.Arrays;

/**
 * Holds every listener of one room to the same list: the first to hear a message writes it down, all others must hear the
 * same at the same place. So a loss, a repetition or a swap is found at the very frame where it happens.
 *
 * <p>Most frames are equal, byte for byte, to the one written down, and then nothing is parsed. Confined to its room.
 */
final class OrderCheck {

    /** The frame was no message. */
    static final int NOTHING = -1;

    /** How many frames are kept for the comparison; a listener further behind is compared by message id. */
    private static final int KEPT = 64;

    private final String room;
    private final int senders;
    private final int[] position;
    private final int[] lastOfSender;
    private final byte[][] frames = new byte[KEPT][];
    private final int[] lengths = new int[KEPT];
    private final FrameScan scan = new FrameScan();

    private Kind lastKind = Kind.OTHER;
    private int size;
    private long firstSeq;
    private long[] ids = new long[1024];
    private int[] numbers = new int[1024];
    private int[] awaited = new int[1024];

    /** Message n is taken to be sent by sender n modulo senders. */
    OrderCheck(String room, int listeners, int senders) {
        this.room = room;
        this.senders = senders;
        this.position = new int[listeners];
        this.lastOfSender = new int[senders];
        Arrays.fill(lastOfSender, -1);
    }

    /** Checks what a listener heard; returns the number the message was sent with, or {@link #NOTHING}. */
    int heard(int listener, byte[] buffer, int offset, int length) {
        int place = position[listener];
        if (place >= size || !isKept(place, buffer, offset, length)) {
            lastKind = scan.read(buffer, offset, length);
            if (lastKind != Kind.MESSAGE) {
                return NOTHING;
            }
            if (place >= size) {
                writeDown(listener, buffer, offset, length);
            } else if (scan.id() != ids[place]) {
                throw elsewhere(listener, place);
            }
        }
        position[listener] = place + 1;
        awaited[place]--;
        return numbers[place];
    }

    /** What the frame was for which {@link #heard} returned {@link #NOTHING}. */
    Kind lastKind() {
        return lastKind;
    }

    /** Whether the message that listener has just heard had been heard by all others already. */
    boolean heardByAll(int listener) {
        return awaited[position[listener] - 1] == 0;
    }

    /** Fails unless every listener heard all that was sent. */
    void complete(int sent) {
        if (size < sent) {
            throw new Violation(
                    "Room " + room + " lost " + (sent - size) + " of " + sent + " messages: nobody heard them");
        }
        for (int listener = 0; listener < position.length; listener++) {
            if (position[listener] < size) {
                throw new Violation("Listener " + listener + " of room " + room + " lost " + (size - position[listener])
                        + " of " + size + " messages at the end");
            }
        }
    }

    private boolean isKept(int place, byte[] buffer, int offset, int length) {
        if (size - place > KEPT) {
            return false;
        }
        int slot = place % KEPT;
        return Arrays.equals(frames[slot], 0, lengths[slot], buffer, offset, offset + length);
    }

    private void writeDown(int listener, byte[] buffer, int offset, int length) {
        int number = checkedNumber(listener);
        checkSeq();
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
            awaited = Arrays.copyOf(awaited, 2 * size);
        }
        ids[size] = scan.id();
        numbers[size] = number;
        awaited[size] = position.length;
        keep(size % KEPT, buffer, offset, length);
        size++;
    }

    private int checkedNumber(int listener) {
        if (scan.number() == FrameScan.ABSENT) {
            throw new Violation("Listener " + listener + " of room " + room + " heard message " + scan.id()
                    + ", which nobody here sent");
        }
        int number = (int) scan.number();
        int sender = number % senders;
        if (number != lastOfSender[sender] + (lastOfSender[sender] < 0 ? sender + 1 : senders)) {
            throw new Violation("Room " + room + ": after message " + lastOfSender[sender] + " of sender " + sender
                    + " came its message " + number + ", so one was lost, repeated or overtaken");
        }
        lastOfSender[sender] = number;
        return number;
    }

    private void checkSeq() {
        if (size == 0) {
            firstSeq = scan.seq(); // a server need not number what is told
        } else if (firstSeq != FrameScan.ABSENT && scan.seq() == FrameScan.ABSENT) {
            throw new Violation("Room " + room + ": message " + scan.id() + " bears no seq");
        } else if (firstSeq != FrameScan.ABSENT && scan.seq() != firstSeq + size) {
            throw new Violation("Room " + room + ": seq " + scan.seq() + " follows seq " + (firstSeq + size - 1));
        }
        if (size > 0 && scan.id() <= ids[size - 1]) {
            throw new Violation("Room " + room + ": message id " + scan.id() + " follows id " + ids[size - 1]);
        }
    }

    private void keep(int slot, byte[] buffer, int offset, int length) {
        byte[] frame = frames[slot];
        if (frame == null || frame.length < length) {
            frame = new byte[length + 16];
            frames[slot] = frame;
        }
        System.arraycopy(buffer, offset, frame, 0, length);
        lengths[slot] = length;
    }

    private Violation elsewhere(int listener, int place) {
        boolean repeated = place > 0 && scan.id() <= ids[place - 1];
        return new Violation("Listener " + listener + " of room " + room + " heard message id " + scan.id()
                + (repeated ? " again" : "") + " where the others heard id " + ids[place] + " (place " + place + ")");
    }
}
