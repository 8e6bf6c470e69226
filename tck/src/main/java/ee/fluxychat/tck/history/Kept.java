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
