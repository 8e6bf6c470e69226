package ee.fluxychat.tck.client;

/** Looks at everything that a target says to anybody, whatever the case is about. Thread-safe. */
public interface Witness {

    /** Sees nothing. */
    Witness NOBODY = new Witness() {
        @Override
        public void answered(Ear ear, String method, String path, String sent, Answer answer) {}

        @Override
        public void told(Ear ear, String frame) {}
    };

    /** Who is spoken to: a name for reports, and the token that he showed, empty when none. */
    record Ear(String who, String token) {

        /** The token is the one that an {@code Authorization} header shows. */
        static Ear of(String who, String authorization) {
            return new Ear(who, authorization.startsWith("Bearer ") ? authorization.substring("Bearer ".length()) : "");
        }
    }

    /** Somebody was given an answer to what he sent. */
    void answered(Ear ear, String method, String path, String sent, Answer answer);

    /** Somebody was told a text frame. */
    void told(Ear ear, String frame);

    /** A webhook that somebody registered was told this. */
    default void delivered(Ear ear, String body) {}
}
