package ee.fluxychat.tck.client;

import jakarta.json.JsonObject;

/** One text frame as it was heard. Immutable. */
public final class Frame extends Fields {

    private final String type;
    private final int line;

    private Frame(String type, JsonObject json, int line) {
        super("frame " + type, json);
        this.type = type;
        this.line = line;
    }

    /** Reads a frame; one that is no JSON object with a string {@code type} is a {@link Mismatch}. */
    public static Frame parse(String text) {
        return parse(text, 0);
    }

    /** The same, of a frame that was heard at this line of the transcript. */
    static Frame parse(String text, int line) {
        JsonObject json = Json.parse("a frame", text);
        return new Frame(new Fields("a frame", json).text("type"), json, line);
    }

    /** The number of the transcript's line where it was heard, 0 when it is in none. */
    public int line() {
        return line;
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
