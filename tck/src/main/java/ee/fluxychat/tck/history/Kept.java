package ee.fluxychat.tck.history;

import org.jspecify.annotations.Nullable;

/** What a history tells of one message in all: where it was first heard, acknowledged and sent; 0 is nowhere. Confined to its room. */
final class Kept {

    final long id;
    /** How many messages were heard before anybody heard this one, -1 when nobody did. */
    int arrival = -1;

    /** Its place in the room's order, -1 when nobody heard it or not all is told yet. */
    int index = -1;

    int heard;
    int acked;
    int sent;

    @Nullable
    String sentBy;

    /** Which connection sent it, in which of the files; null when that is not known. */
    @Nullable
    String sender;

    /** Whose it is, in the file where it was sent; null when that is not known. */
    @Nullable
    String authorWhenSent;

    /** Whose it is, in the file where it was acknowledged; null when it was not. */
    @Nullable
    String authorWhenAcked;

    int told;

    @Nullable
    Long seq;

    @Nullable
    String author;

    @Nullable
    String key;

    @Nullable
    String content;

    boolean mayBeMissing;

    Kept(long id) {
        this.id = id;
    }

    /** Where the server showed that it has it. */
    int shown() {
        return acked != 0 ? acked : heard;
    }

    Kept laterSent(Kept other) {
        return other.sent >= sent ? other : this;
    }

    @Override
    public String toString() {
        return "message " + id + (seq == null ? "" : " (seq " + seq + ")");
    }
}
