package ee.fluxychat.connect.undertow;

import io.undertow.util.ImmediatePooledByteBuffer;
import io.undertow.websockets.core.StreamSinkFrameChannel;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSocketFrameType;
import io.undertow.websockets.jsr.UndertowSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;

/** Gives for an Undertow session the function that writes whole WebSocket frames to it and reports each write once. Thread-safe. */
public final class UndertowRawFrames
        implements Function<Object, BiConsumer<ByteBuffer, Consumer<@Nullable Throwable>>> {

    @Override
    public BiConsumer<ByteBuffer, Consumer<@Nullable Throwable>> apply(Object session) {
        WebSocketChannel channel = ((UndertowSession) session).getWebSocketChannel();
        return (frames, whenDone) -> {
            try {
                write(channel, frames, whenDone);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static void write(WebSocketChannel channel, ByteBuffer frames, Consumer<@Nullable Throwable> whenDone)
            throws IOException {
        if (channel.isCloseFrameSent() || channel.isCloseFrameReceived()) {
            throw new ClosedChannelException(); // RFC 6455, 5.5.1: no data after a close frame
        }
        WholeFrames sink = new WholeFrames(channel);
        if (!sink.send(new ImmediatePooledByteBuffer(frames))) {
            throw new IOException("Undertow takes no frame on a new channel");
        }
        sink.shutdownWrites();
        if (sink.flush()) {
            whenDone.accept(null);
        } else {
            reportFlush(channel, sink, once(whenDone));
        }
    }

    private static void reportFlush(
            WebSocketChannel channel, WholeFrames sink, Consumer<@Nullable Throwable> whenDone) {
        sink.getWriteSetter()
                .set(ChannelListeners.flushingChannelListener(flushed -> whenDone.accept(null), (broken, failure) -> {
                    IoUtils.safeClose(sink, channel);
                    whenDone.accept(failure);
                }));
        sink.resumeWrites();
    }

    /** Undertow may call a write listener twice (the comment in its own WebSockets says so). */
    private static Consumer<@Nullable Throwable> once(Consumer<@Nullable Throwable> whenDone) {
        AtomicBoolean done = new AtomicBoolean();
        return failure -> {
            if (done.compareAndSet(false, true)) {
                whenDone.accept(failure);
            }
        };
    }

    /** A channel whose body is whole frames already, so that Undertow adds no header (its default is none). */
    private static final class WholeFrames extends StreamSinkFrameChannel {

        WholeFrames(WebSocketChannel channel) {
            super(channel, WebSocketFrameType.TEXT);
        }
    }
}
