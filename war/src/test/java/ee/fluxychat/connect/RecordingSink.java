package ee.fluxychat.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A sink that remembers batches and reports them at once or when the test says so. */
final class RecordingSink implements FrameSink {

    final List<Batch> batches = new ArrayList<>();
    final AtomicInteger inFlight = new AtomicInteger();
    boolean reportsAtOnce = true;
    private Consumer<@Nullable Throwable> pending = failure -> {};

    @Override
    public void send(Batch batch, Consumer<@Nullable Throwable> whenDone) {
        if (inFlight.incrementAndGet() > 1) {
            throw new AssertionError("two batches in flight");
        }
        batches.add(batch);
        if (reportsAtOnce) {
            inFlight.decrementAndGet();
            whenDone.accept(null);
        } else {
            pending = whenDone;
        }
    }

    /** Reports the batch in flight. */
    void report(@Nullable Throwable failure) {
        Consumer<@Nullable Throwable> reporting = pending;
        inFlight.decrementAndGet();
        reporting.accept(failure);
    }

    /** What the last ping carried. */
    long lastMark() {
        return batches.stream()
                .map(Batch::last)
                .flatMap(Stream::ofNullable)
                .mapToLong(ping -> ping.payload().getLong())
                .max()
                .orElseThrow();
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>();
        batches.forEach(batch -> batch.texts().forEachRemaining(texts::add));
        return texts;
    }
}
