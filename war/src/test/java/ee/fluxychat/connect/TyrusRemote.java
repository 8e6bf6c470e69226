package ee.fluxychat.connect;

import jakarta.websocket.RemoteEndpoint;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;

/** A remote endpoint that sends nothing and is built as Tyrus' is, as far as we look into it. */
final class TyrusRemote extends TyrusRemoteAbove {

    TyrusRemote(SocketLike webSocket) {
        super(webSocket);
    }

    /** The states of a Tyrus socket. */
    enum State {
        NEW,
        CONNECTED,
        CLOSING,
        CLOSED
    }

    /** Has the field of a Tyrus socket. */
    static final class SocketLike {

        final AtomicReference<Object> state;

        SocketLike(State state) {
            this.state = new AtomicReference<>(state);
        }
    }

    @Override
    public void sendText(String text) {}

    @Override
    public void sendBinary(ByteBuffer data) {}

    @Override
    public void sendText(String partialMessage, boolean isLast) {}

    @Override
    public void sendBinary(ByteBuffer partialByte, boolean isLast) {}

    @Override
    public OutputStream getSendStream() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public Writer getSendWriter() {
        return Writer.nullWriter();
    }

    @Override
    public void sendObject(Object data) {}

    @Override
    public void setBatchingAllowed(boolean allowed) {}

    @Override
    public boolean getBatchingAllowed() {
        return false;
    }

    @Override
    public void flushBatch() {}

    @Override
    public void sendPing(ByteBuffer applicationData) {}

    @Override
    public void sendPong(ByteBuffer applicationData) {}
}

/** The class above it, which has the field. */
abstract class TyrusRemoteAbove implements RemoteEndpoint.Basic {

    private final TyrusRemote.SocketLike webSocket;

    TyrusRemoteAbove(TyrusRemote.SocketLike webSocket) {
        this.webSocket = webSocket;
    }

    @Override
    public String toString() {
        return webSocket.state.toString();
    }
}
