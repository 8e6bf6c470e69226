package ee.fluxychat.room;

import ee.fluxychat.wire.Text;

/** The id of a room inside its project; two projects may use the same one. */
public record RoomId(String value) {
    public RoomId {
        if (!Text.isId(value)) {
            throw new IllegalArgumentException("not a room id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
