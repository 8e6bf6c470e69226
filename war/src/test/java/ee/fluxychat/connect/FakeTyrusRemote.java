package ee.fluxychat.connect;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A remote endpoint with the private field that Tyrus' has. */
class FakeTyrusRemote implements BasicRemoteStub {

    /** What stands in the field. */
    public static final class WebSocket {
        final List<ByteBuffer> written = new ArrayList<>();
        CompletableFuture<Object> next = CompletableFuture.completedFuture("frame");

        /** As in Tyrus. */
        public CompletableFuture<Object> sendRawFrame(ByteBuffer frames) {
            written.add(frames);
            return next;
        }
    }

    final WebSocket webSocket = new WebSocket();

    /** The field is that of a parent class, as in Tyrus. */
    static final class Basic extends FakeTyrusRemote {}

    /** As it might look one day: the same field, no such method. */
    static final class Changed implements BasicRemoteStub {
        final Object webSocket = new Object();
    }
}
