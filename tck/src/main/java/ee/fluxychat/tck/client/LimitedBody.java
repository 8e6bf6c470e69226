package ee.fluxychat.tck.client;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Collects the body of an answer; one that is {@link TooLong}, or that does not end in time, is not read to its end. */
final class LimitedBody implements BodySubscriber<byte[]> {

    /** More than 500 messages of 4,000 units each, six bytes to a unit that is escaped. */
    static final int LONGEST = 16 << 20;

    private final BodySubscriber<byte[]> collected = BodySubscribers.ofByteArray();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final Duration patience;
    private volatile @Nullable Subscription subscription;
    private long length;

    /** Gives up on a body that has not ended so long after it began. */
    LimitedBody(Duration patience) {
        this.patience = patience;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        collected.onSubscribe(given);
        Deadline deadline = Deadline.in(patience, () -> gaveUp(new TimeoutException()));
        var unused = body.whenComplete((complete, broken) -> deadline.cancel());
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        length += pieces.stream().mapToLong(ByteBuffer::remaining).sum();
        if (length <= LONGEST) {
            collected.onNext(pieces);
        } else {
            gaveUp(new TooLong(LONGEST));
        }
    }

    private void gaveUp(Exception why) {
        Subscription begun = subscription;
        if (body.completeExceptionally(why) && begun != null) {
            begun.cancel();
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
