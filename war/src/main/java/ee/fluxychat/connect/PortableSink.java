package ee.fluxychat.connect;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends text by text with the standard API alone, a bounded number in flight. Thread-safe as far as a container's callbacks need it. */
final class PortableSink implements FrameSink {

    /** Sends one text and reports it, at once or later. */
    @FunctionalInterface
    interface TextSend {
        void send(String text, SendHandler whenSent) throws IOException;
    }

    private record Task(Batch batch, Iterator<String> texts, Consumer<@Nullable Throwable> whenDone) {}

    private final RemoteEndpoint remote;
    private final TextSend texts;
    private final int maxInFlight;
    private final Executor continuing;
    private final SendHandler whenSent = this::sent;
    private final AtomicInteger inFlight = new AtomicInteger();

    /** Who raises it from 0 has the turn; whoever comes meanwhile has one more round run for him. */
    private final AtomicInteger turns = new AtomicInteger();

    private volatile @Nullable Task task;
    private volatile @Nullable Throwable failure;

    /** {@code continuing} runs what follows on a late report. */
    PortableSink(RemoteEndpoint remote, TextSend texts, int maxInFlight, Executor continuing) {
        this.remote = remote;
        this.texts = texts;
        this.maxInFlight = maxInFlight;
        this.continuing = continuing;
    }

    @Override
    public void send(Batch batch, Consumer<@Nullable Throwable> whenDone) {
        task = new Task(batch, batch.texts(), whenDone);
        if (turns.getAndIncrement() == 0) {
            rounds();
        }
    }

    private void sent(SendResult result) {
        if (!result.isOK()) {
            failure = result.getException() == null ? new IOException("not sent") : result.getException();
        }
        inFlight.decrementAndGet();
        if (turns.getAndIncrement() == 0) {
            continuing.execute(this::rounds);
        }
    }

    private void rounds() {
        int asked = turns.get();
        while (asked != 0) {
            Task current = task;
            if (current != null) {
                round(current);
            }
            asked = turns.addAndGet(-asked);
        }
    }

    private void round(Task current) {
        try {
            while (failure == null && current.texts.hasNext() && inFlight.get() < maxInFlight) {
                inFlight.incrementAndGet();
                texts.send(current.texts.next(), whenSent);
            }
            if (failure == null && (current.texts.hasNext() || inFlight.get() > 0)) {
                return;
            }
            if (failure == null && current.batch.last() != null) {
                remote.sendPing(current.batch.last().payload()); // a close frame goes through the session here
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
        task = null; // before the report, which may bring the next one
        current.whenDone.accept(failure);
    }
}
