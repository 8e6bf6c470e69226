package ee.fluxychat.connect;

import jakarta.websocket.RemoteEndpoint;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.ByteBuffer;

/** Everything that a basic remote must have and no test needs. */
interface BasicRemoteStub extends RemoteEndpoint.Basic {
    @Override
    default void sendText(String text) {}

    @Override
    default void sendBinary(ByteBuffer data) {}

    @Override
    default void sendText(String part, boolean last) {}

    @Override
    default void sendBinary(ByteBuffer part, boolean last) {}

    @Override
    default OutputStream getSendStream() {
        return OutputStream.nullOutputStream();
    }

    @Override
    default Writer getSendWriter() {
        return new StringWriter();
    }

    @Override
    default void sendObject(Object data) {}

    @Override
    default void setBatchingAllowed(boolean allowed) {}

    @Override
    default boolean getBatchingAllowed() {
        return false;
    }

    @Override
    default void flushBatch() {}

    @Override
    default void sendPing(ByteBuffer data) {}

    @Override
    default void sendPong(ByteBuffer data) {}
}
