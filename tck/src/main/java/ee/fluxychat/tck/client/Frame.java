package ee.fluxychat.tck.client;

import jakarta.json.JsonObject;

/** One text frame as it was heard. Immutable. */
public final class Frame extends Fields {

    private final String type;

    private Frame(String type, JsonObject json) {
        super("frame " + type, json);
        this.type = type;
    }

    /** Reads a frame; one that is no JSON object with a string {@code type} is a {@link Mismatch}. */
    public static Frame parse(String text) {
        JsonObject json = Json.parse("a frame", text);
        return new Frame(new Fields("a frame", json).text("type"), json);
    }

    /** What kind of frame. */
    public String type() {
        return type;
    }

    /** Whether it is of one of these kinds. */
    public boolean is(String... types) {
        for (String each : types) {
            if (each.equals(type)) {
                return true;
            }
        }
        return false;
    }
}
