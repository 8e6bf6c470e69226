package ee.fluxychat.room;

/**
 * How often a room tells who is here: at once after a quiet time, then at most twice a second, and in large rooms less often, because every
 * such frame names everybody to everybody. Guarded by its room.
 */
final class PresencePace {

    private static final long MIN_MILLIS = 500;

    /** A frame of n users to n connections grows with the square: at 1,000 connections this makes it one in five seconds. */
    private static final long MILLIS_PER_CONNECTION = 5;

    private long toldAt;
    private boolean everTold;
    private boolean isAnnounced;

    /** How many milliseconds to wait before telling; 0 to tell now. */
    long delay(long nowMillis, int connections) {
        long gap = Math.max(MIN_MILLIS, MILLIS_PER_CONNECTION * connections);
        return everTold ? Math.max(0, toldAt + gap - nowMillis) : 0;
    }

    void told(long nowMillis) {
        everTold = true;
        isAnnounced = false;
        toldAt = nowMillis;
    }

    /** The later telling has come; should the room have grown meanwhile, it may have to wait once more. */
    void due() {
        isAnnounced = false;
    }

    /** Marks that a later telling is on its way; false if one was already. */
    boolean announce() {
        boolean isFirst = !isAnnounced;
        isAnnounced = true;
        return isFirst;
    }
}
