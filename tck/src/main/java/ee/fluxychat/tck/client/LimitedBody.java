package ee.fluxychat.tck.client;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Collects the body of an answer; one that is {@link TooLong} is not read to its end. */
final class LimitedBody implements BodySubscriber<byte[]> {

    /** More than 500 messages of 4,000 units each, six bytes to a unit that is escaped. */
    static final int LONGEST = 16 << 20;

    private final BodySubscriber<byte[]> collected = BodySubscribers.ofByteArray();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private @Nullable Subscription subscription;
    private long length;

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        collected.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        length += pieces.stream().mapToLong(ByteBuffer::remaining).sum();
        if (length <= LONGEST) {
            collected.onNext(pieces);
        } else if (subscription != null && body.completeExceptionally(new TooLong(LONGEST))) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable broken) {
        body.completeExceptionally(broken);
    }

    @Override
    public void onComplete() {
        collected.onComplete();
        collected.getBody().thenAccept(body::complete);
    }
}
