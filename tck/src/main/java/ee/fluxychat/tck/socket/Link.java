package ee.fluxychat.tck.socket;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One client socket of an {@link EventLoop}. Frames to send leave together at the end of the loop's turn. Confined to the loop. */
public final class Link {

    private static final int ABNORMAL = 1006;

    /** More than any head of an answer needs. */
    private static final int LONGEST_HEAD = 64 << 10;

    private static final byte[] NOTHING = new byte[0];

    private enum State {
        CONNECTING,
        UPGRADING,
        OPEN,
        CLOSED
    }

    private final EventLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Upgrade upgrade;
    private final LinkListener listener;
    private final int index;
    private final FrameParser parser = new FrameParser();
    private final FrameSink sink = new Ears();

    private State state = State.CONNECTING;
    private byte[] kept = NOTHING;
    private int keptLength;
    private ByteBuffer out = ByteBuffer.allocate(0);
    private boolean awaitsFlush;
    private boolean reads = true;
    private boolean answersPings = true;
    private boolean closeSent;
    private int closeCode = ABNORMAL;
    private String closeReason = "";

    Link(EventLoop loop, SocketChannel channel, SelectionKey key, Upgrade upgrade, LinkListener listener, int index) {
        this.loop = loop;
        this.channel = channel;
        this.key = key;
        this.upgrade = upgrade;
        this.listener = listener;
        this.index = index;
    }

    /** The number its owner gave it. */
    public int index() {
        return index;
    }

    public boolean isClosed() {
        return state == State.CLOSED;
    }

    /** Sends a text frame; the payload is copied before this returns. */
    public void send(byte[] payload, int length) {
        put(Opcode.TEXT, payload, 0, length);
    }

    /** Begins the close handshake; the server's close frame and the end of the socket follow by themselves. */
    public void close(int code) {
        if (state == State.OPEN && !closeSent) {
            closeSent = true;
            put(Opcode.CLOSE, new byte[] {(byte) (code >>> 8), (byte) code}, 0, 2);
        }
    }

    /** Ends the socket as a crash would: a TCP reset, no close frame. */
    public void abort() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException gone) {
            // the server was faster
        }
        end();
    }

    /** Leaves what comes in the kernel's hands, as a frozen client would. */
    public void stopReading() {
        reads = false;
        interest();
    }

    /**
     * Reads on, but leaves pings unanswered: a server that has closed the socket answers a late pong with a reset, and the
     * reset would eat the close frame that is still to be read.
     */
    public void readOnSilently() {
        reads = true;
        answersPings = false;
        interest();
    }

    void connected() throws IOException {
        if (channel.finishConnect()) {
            state = State.UPGRADING;
            enqueue(upgrade.request());
        }
    }

    void readable() throws IOException {
        byte[] buffer = loop.borrowBuffer(keptLength);
        System.arraycopy(kept, 0, buffer, 0, keptLength);
        int read = channel.read(ByteBuffer.wrap(buffer, keptLength, buffer.length - keptLength));
        if (read < 0) {
            end();
            return;
        }
        int end = keptLength + read;
        keptLength = 0;
        int consumed = state == State.UPGRADING ? head(buffer, end) : 0;
        if (state == State.OPEN) {
            consumed = parser.parse(buffer, consumed, end, sink);
        }
        if (state != State.CLOSED) {
            keep(buffer, consumed, end);
        }
    }

    private int head(byte[] buffer, int end) {
        int head = Upgrade.endOfHead(buffer, end);
        if (head < 0 && end > LONGEST_HEAD) {
            drop();
            listener.rejected(this, "a head of more than " + LONGEST_HEAD + " bytes");
        }
        if (head < 0) {
            return 0;
        }
        if (upgrade.acceptedBy(new String(buffer, 0, head, StandardCharsets.ISO_8859_1))) {
            state = State.OPEN;
        } else {
            String answer = new String(buffer, 0, end, StandardCharsets.UTF_8);
            drop();
            listener.rejected(this, answer);
        }
        return head;
    }

    private void keep(byte[] buffer, int from, int end) {
        int length = end - from;
        if (length > kept.length) {
            kept = Arrays.copyOf(NOTHING, Math.max(length, 512));
        }
        System.arraycopy(buffer, from, kept, 0, length);
        keptLength = length;
    }

    private void put(int opcode, byte[] payload, int offset, int length) {
        if (state == State.OPEN) {
            reserve(length + MaskedFrame.LONGEST_HEADER);
            MaskedFrame.put(out, opcode, payload, offset, length, loop.mask());
            flushLater();
        }
    }

    private void enqueue(byte[] bytes) {
        reserve(bytes.length);
        out.put(bytes);
        flushLater();
    }

    private void reserve(int bytes) {
        if (out.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * out.capacity(), out.position() + bytes));
            out = larger.put(out.flip());
        }
    }

    private void flushLater() {
        if (!awaitsFlush) {
            awaitsFlush = true;
            loop.flushLater(this);
        }
    }

    void flush() throws IOException {
        awaitsFlush = false;
        if (state != State.CLOSED) {
            out.flip();
            channel.write(out);
            out.compact();
            interest();
        }
    }

    private void interest() {
        if (state != State.CLOSED) {
            int wanted = (reads ? SelectionKey.OP_READ : 0) | (out.position() > 0 ? SelectionKey.OP_WRITE : 0);
            if (key.interestOps() != wanted) {
                key.interestOps(wanted);
            }
        }
    }

    /** Ends the socket for good and says so once. */
    void end() {
        if (state != State.CLOSED) {
            drop();
            listener.closed(this, closeCode, closeReason);
        }
    }

    /** Ends the socket without a word to anybody. */
    void drop() {
        state = State.CLOSED;
        key.cancel();
        try {
            channel.close();
        } catch (IOException gone) {
            // closed is what it was to be
        }
    }

    private final class Ears implements FrameSink {

        @Override
        public void text(byte[] buffer, int offset, int length) {
            listener.heard(Link.this, buffer, offset, length);
        }

        @Override
        public void ping(byte[] buffer, int offset, int length) {
            if (answersPings && !closeSent) {
                put(Opcode.PONG, buffer, offset, length); // RFC 6455, 5.5.3: the same application data
            }
        }

        @Override
        public void closing(int code, String reason) {
            if (closeCode == ABNORMAL) { // the first counts: a container may answer our answer with one more
                closeCode = code;
                closeReason = reason;
                close(code == 1005 ? 1000 : code);
            }
        }
    }
}
