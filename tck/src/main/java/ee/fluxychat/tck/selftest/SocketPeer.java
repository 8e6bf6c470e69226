package ee.fluxychat.tck.selftest;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The server's side of one WebSocket (RFC 6455): read by the thread that accepted it, written by one of its own. Thread-safe. */
final class SocketPeer implements Outlet {

    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int LONGEST_FRAME = 4 << 20;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
    private final Optional<Flaw> flaw;
    private final CountDownLatch written = new CountDownLatch(1);
    private volatile boolean closing;

    /** What a server's WebSocket may get wrong, for liars. */
    enum Flaw {
        FRAGMENTS,
        EMPTY_PONG,
        UNMASKED,
        ANY_BYTES,
        NO_CLOSE,
        ENDLESS,
        CLOSES_TWICE
    }

    /** Who is told what the peer says. */
    interface Ears {

        void text(String text);

        void binary();

        /** The connection is over, however it ended. */
        void gone();
    }

    SocketPeer(Socket socket, DataInputStream in, OutputStream out, Executor threads, Optional<Flaw> flaw) {
        this.flaw = flaw;
        this.socket = socket;
        this.in = in;
        this.out = out;
        threads.execute(this::write);
    }

    private boolean has(Flaw which) {
        return flaw.filter(each -> each == which).isPresent();
    }

    private void write() {
        try {
            while (true) {
                byte[] next = queue.take();
                out.write(next);
                if (queue.isEmpty()) {
                    out.flush();
                }
                if ((next[0] & 0x0F) == CLOSE) {
                    if (has(Flaw.CLOSES_TWICE)) {
                        out.write(next);
                        out.flush();
                    }
                    socket.shutdownOutput();
                    return;
                }
            }
        } catch (IOException | InterruptedException gone) {
            // whoever reads this connection learns of it
        } finally {
            written.countDown();
        }
    }

    /** Reads until the end. */
    void listens(Ears ears) throws IOException {
        try {
            java.io.ByteArrayOutputStream message = new java.io.ByteArrayOutputStream();
            int kind = 0;
            while (true) {
                int first = in.readUnsignedByte();
                int second = in.readUnsignedByte();
                int opcode = first & 0x0F;
                boolean isMasked = (second & 0x80) != 0;
                if (!isMasked && !has(Flaw.UNMASKED)) {
                    closes(1002, "a client masks its frames");
                    return;
                }
                byte[] payload = payload(second & 0x7F, isMasked);
                switch (opcode) {
                    case PING -> queue.add(frame(PONG, has(Flaw.EMPTY_PONG) ? new byte[0] : payload));
                    case PONG -> {
                        // nothing was asked
                    }
                    case CLOSE -> {
                        if (has(Flaw.NO_CLOSE)) {
                            cuts();
                            return;
                        }
                        closes(payload.length < 2 ? 1000 : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF), "");
                        return;
                    }
                    default -> {
                        kind = opcode == 0 ? kind : opcode;
                        if (message.size() + payload.length > LONGEST_FRAME && !has(Flaw.ENDLESS)) {
                            closes(1009, "payload_too_large");
                            return;
                        }
                        message.writeBytes(payload);
                        if ((first & 0x80) != 0 || has(Flaw.FRAGMENTS)) {
                            if (!hand(ears, kind, message.toByteArray())) {
                                return;
                            }
                            message.reset();
                        }
                    }
                }
            }
        } catch (EOFException | SocketException cut) {
            // told below
        } finally {
            ears.gone();
            awaitCloseFrame();
        }
    }

    /** The socket must not be closed before the close frame has left. */
    private void awaitCloseFrame() {
        try {
            if (closing && !written.await(1, TimeUnit.SECONDS)) {
                cuts();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hand(Ears ears, int kind, byte[] message) {
        if (kind == BINARY) {
            ears.binary();
            return true;
        }
        if (has(Flaw.ANY_BYTES)) {
            ears.text(new String(message, StandardCharsets.UTF_8));
            return true;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
            ears.text(text);
            return true;
        } catch (CharacterCodingException notText) {
            closes(1007, "not UTF-8");
            return false;
        }
    }

    private byte[] payload(int length, boolean isMasked) throws IOException {
        long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        if (size > LONGEST_FRAME || size < 0) {
            throw new EOFException("a frame of " + size + " bytes");
        }
        byte[] mask = isMasked ? in.readNBytes(4) : new byte[4];
        byte[] payload = in.readNBytes((int) size);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return payload;
    }

    @Override
    public void says(String text) {
        if (!closing) {
            queue.add(frame(TEXT, text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Sends so many bytes that are no text: nothing of the protocol, and nothing that its clients mind. */
    void saysBinary(int size) {
        if (!closing) {
            queue.add(frame(BINARY, new byte[size]));
        }
    }

    @Override
    public void closes(int code, String reason) {
        if (!closing) {
            closing = true;
            byte[] words = reason.getBytes(StandardCharsets.UTF_8);
            queue.add(frame(
                    CLOSE,
                    ByteBuffer.allocate(words.length + 2)
                            .putShort((short) code)
                            .put(words)
                            .array()));
        }
    }

    /** Ends the connection without a word. */
    void cuts() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] frame(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 10);
        frame.put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 65_536) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload);
        byte[] exact = new byte[frame.position()];
        frame.flip().get(exact);
        return exact;
    }
}
