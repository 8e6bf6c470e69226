package ee.fluxychat.tck.socket;

/** A server broke the framing of RFC 6455; nothing after it on that socket can be read. */
public final class BrokenFrame extends RuntimeException {

    private static final long serialVersionUID = 1;

    BrokenFrame(String sentence) {
        super(sentence);
    }
}
