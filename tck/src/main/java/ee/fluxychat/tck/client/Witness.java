package ee.fluxychat.tck.client;

/** Looks at everything that a target says to anybody, whatever the case is about. Thread-safe. */
public interface Witness {

    /** Sees nothing. */
    Witness NOBODY = new Witness() {
        @Override
        public void answered(String who, String method, String path, Answer answer) {}

        @Override
        public void told(String who, String frame) {}
    };

    /** Somebody was given an answer. */
    void answered(String who, String method, String path, Answer answer);

    /** Somebody was told a text frame. */
    void told(String who, String frame);
}
