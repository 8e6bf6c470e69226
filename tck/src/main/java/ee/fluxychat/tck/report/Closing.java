package ee.fluxychat.tck.report;

import java.util.List;

/**
 * How the connections of a case were closed: its second verdict, beside the one on what was said there. {@code seen} tells of each how it
 * ended, in the order in which they were opened.
 */
public record Closing(Kind kind, List<String> seen) {

    private static final Closing NONE = new Closing(Kind.NONE, List.of());

    /** What is thought of it. */
    public enum Kind {
        /** There was no connection. */
        NONE("none"),
        /** Each was closed with a close frame, or by the kit, or cut where the story has it so. */
        CLEAN("clean"),
        /** One was cut without a close frame (RFC 6455, 7.1.5), or closed though nobody had asked for it. */
        UNCLEAN("unclean");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** How reports spell it. */
        public String word() {
            return word;
        }
    }

    /** No connection was opened. */
    public static Closing none() {
        return NONE;
    }

    /** Whether there was a connection at all. */
    public boolean isJudged() {
        return kind != Kind.NONE;
    }

    /** Whether it was not as it should be. */
    public boolean isUnclean() {
        return kind == Kind.UNCLEAN;
    }

    /** The verdict with all that was seen, as one text. */
    public String words() {
        return kind.word() + (seen.isEmpty() ? "" : ": " + String.join("; ", seen));
    }
}
