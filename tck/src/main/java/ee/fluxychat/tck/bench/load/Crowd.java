package ee.fluxychat.tck.bench.load;

import ee.fluxychat.tck.bench.load.FrameScan.Kind;
import ee.fluxychat.tck.socket.Link;
import ee.fluxychat.tck.socket.LinkListener;

/** Links that only listen: it counts who has joined and who is gone, and how the last one went. Confined to the loop. */
public final class Crowd implements LinkListener {

    private final FrameScan scan = new FrameScan();
    private int joined;
    private int gone;
    private int lastCode;

    public int joined() {
        return joined;
    }

    public int gone() {
        return gone;
    }

    /** The close code of the last one gone. */
    public int lastCode() {
        return lastCode;
    }

    @Override
    public void heard(Link link, byte[] buffer, int offset, int length) {
        if (scan.read(buffer, offset, length) == Kind.SUBSCRIBED) {
            joined++;
        }
    }

    @Override
    public void rejected(Link link, String answer) {
        throw CannotMeasure.because("A handshake", answer);
    }

    @Override
    public void closed(Link link, int code, String reason) {
        gone++;
        lastCode = code;
    }
}
