package ee.fluxychat.connect.grizzly;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.CompletionHandler;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.memory.Buffers;
import org.jspecify.annotations.Nullable;

/**
 * Gives for a Grizzly connection the function that writes whole WebSocket frames to it and reports each write once: when the socket has
 * taken all of it, or has failed. Thread-safe.
 */
public final class GrizzlyRawFrames implements Function<Object, BiConsumer<ByteBuffer, Consumer<@Nullable Throwable>>> {

    @Override
    public BiConsumer<ByteBuffer, Consumer<@Nullable Throwable>> apply(Object connection) {
        Connection<?> tcp = (Connection<?>) connection;
        return (frames, whenDone) -> write(tcp, frames, whenDone);
    }

    // through the connection's filters, of which TLS may be one; that of HTTP lets pass what is no HTTP
    private static <L> void write(Connection<L> tcp, ByteBuffer frames, Consumer<@Nullable Throwable> whenDone) {
        tcp.write(Buffers.wrap(tcp.getMemoryManager(), frames), new Report<>(whenDone));
    }

    private record Report<L>(Consumer<@Nullable Throwable> whenDone)
            implements CompletionHandler<WriteResult<Buffer, L>> {

        @Override
        public void completed(WriteResult<Buffer, L> all) {
            whenDone.accept(null);
        }

        @Override
        public void failed(Throwable failure) {
            whenDone.accept(failure);
        }

        @Override
        public void cancelled() {
            whenDone.accept(new ClosedChannelException());
        }

        @Override
        public void updated(WriteResult<Buffer, L> part) {
            // only all of it counts
        }
    }
}
