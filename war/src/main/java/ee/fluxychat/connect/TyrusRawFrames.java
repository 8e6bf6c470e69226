package ee.fluxychat.connect;

import jakarta.websocket.Session;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes whole WebSocket frames through Tyrus' own {@code sendRawFrame}, found by reflection because no public way leads from a session to
 * it. The way there is a private field, so whatever is missing is an exception here and a portable mode at the caller. Thread-safe.
 */
final class TyrusRawFrames {

    private static final String FIELD = "webSocket";
    private static final String FUTURE = "org.glassfish.tyrus.core.TyrusFuture";

    private final MethodHandle webSocketOf;
    private final MethodHandle sendRawFrame;
    private final Executor sending;

    private TyrusRawFrames(MethodHandle webSocketOf, MethodHandle sendRawFrame, Executor sending) {
        this.webSocketOf = webSocketOf;
        this.sendRawFrame = sendRawFrame;
        this.sending = sending;
    }

    /** Finds the way for all sessions of this one's class; {@code sending} continues a queue whose write was not done at once. */
    static TyrusRawFrames find(Session session, Executor sending) throws ReflectiveOperationException {
        Field field = webSocketField(session.getBasicRemote().getClass());
        Method method = field.getType().getMethod("sendRawFrame", ByteBuffer.class);
        requireStages(method.getReturnType(), field.getType().getClassLoader());
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        return new TyrusRawFrames(
                lookup.unreflectGetter(field).asType(MethodType.methodType(Object.class, Object.class)),
                lookup.unreflect(method).asType(MethodType.methodType(Object.class, Object.class, ByteBuffer.class)),
                sending);
    }

    private static Field webSocketField(Class<?> remote) throws NoSuchFieldException {
        for (Class<?> type = remote; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(FIELD)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(remote.getName() + "." + FIELD);
    }

    /** Without a callback at the end of a write there is no back-pressure. */
    private static void requireStages(Class<?> declared, @Nullable ClassLoader tyrus) throws ClassNotFoundException {
        Class<?> returned =
                CompletionStage.class.isAssignableFrom(declared) ? declared : Class.forName(FUTURE, false, tyrus);
        if (!CompletionStage.class.isAssignableFrom(returned)) {
            throw new ClassNotFoundException(returned.getName() + " is no CompletionStage");
        }
    }

    /** The way out of one session. */
    FrameSink sink(Session session) {
        Object webSocket = webSocket(session);
        return (batch, whenDone) -> write(webSocket, batch.webSocketBytes(), whenDone);
    }

    private Object webSocket(Session session) {
        try {
            return (Object) webSocketOf.invokeExact((Object) session.getBasicRemote());
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    private void write(Object webSocket, ByteBuffer frames, Consumer<@Nullable Throwable> whenDone) {
        CompletableFuture<?> write = send(webSocket, frames);
        if (write.isDone() && !write.isCompletedExceptionally()) {
            whenDone.accept(null);
        } else {
            // Tyrus completes a late write while it holds the monitor of its writer. A send from there takes the
            // protocol's lock second,
            // every other send takes it first: a deadlock. So the queue goes on elsewhere.
            var unused = write.whenCompleteAsync((frame, failure) -> whenDone.accept(failure), sending);
        }
    }

    private CompletableFuture<?> send(Object webSocket, ByteBuffer frames) {
        try {
            Object stage = (Object) sendRawFrame.invokeExact(webSocket, frames);
            return ((CompletionStage<?>) stage).toCompletableFuture();
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    private static RuntimeException thrown(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
    }
}
