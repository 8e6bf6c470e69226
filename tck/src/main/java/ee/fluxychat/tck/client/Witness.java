package ee.fluxychat.tck.client;

/** Looks at everything that a target says to anybody, whatever the case is about. Thread-safe. */
public interface Witness {

    /** Sees nothing. */
    Witness NOBODY = new Witness() {
        @Override
        public void answered(Ear ear, String method, String path, String sent, Answer answer) {}

        @Override
        public void said(Ear ear, String frame) {}

        @Override
        public void told(Ear ear, String frame) {}

        @Override
        public void delivered(Ear ear, String body) {}
    };

    /** Who is spoken to: a name for reports, the token that he showed, and the room he is connected to; empty where there is none. */
    record Ear(String who, String token, String room) {

        /** The token is the one that an {@code Authorization} header shows. */
        static Ear of(String who, String authorization) {
            return new Ear(
                    who, authorization.startsWith("Bearer ") ? authorization.substring("Bearer ".length()) : "", "");
        }

        /** The same on a connection that was opened at this path. */
        Ear at(String path) {
            return new Ear(who, token, path.replaceFirst("[?].*", "").replaceFirst(".*/", ""));
        }
    }

    /** Somebody was given an answer to what he sent. */
    void answered(Ear ear, String method, String path, String sent, Answer answer);

    /** Somebody says a text frame. */
    void said(Ear ear, String frame);

    /** Somebody was told a text frame. */
    void told(Ear ear, String frame);

    /** A webhook that somebody registered was told this. */
    void delivered(Ear ear, String body);
}
