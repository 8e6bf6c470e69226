package ee.fluxychat.connect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.CompletionHandler;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.WriteResult;
import org.jspecify.annotations.Nullable;

/** A TCP connection as Grizzly has them, which records what is written to it. */
final class FakeGrizzly {

    final List<ByteBuffer> written = new ArrayList<>();

    @Nullable
    IOException failure;

    final Connection<?> connection = FakeSession.fake(Connection.class, (proxy, method, arguments) -> {
        switch (method.getName()) {
            case "getMemoryManager" -> {
                return null; // as for a buffer that wraps an array
            }
            case "write" -> {
                written.add(((Buffer) arguments[0]).toByteBuffer());
                report(arguments[1]);
                return null;
            }
            default -> throw new UnsupportedOperationException(method.getName());
        }
    });

    @SuppressWarnings("unchecked")
    private void report(Object handler) {
        CompletionHandler<WriteResult<?, ?>> whenWritten = (CompletionHandler<WriteResult<?, ?>>) handler;
        if (failure == null) {
            whenWritten.completed(null);
        } else {
            whenWritten.failed(failure);
        }
    }
}
