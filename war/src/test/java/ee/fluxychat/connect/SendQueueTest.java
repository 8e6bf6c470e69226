package ee.fluxychat.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.wire.EncodedFrames;
import jakarta.websocket.CloseReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendQueueTest {

    private final RecordingSink sink = new RecordingSink();
    private final List<Throwable> breaks = new ArrayList<>();
    private long nanos = Long.MAX_VALUE - 5;
    private final SendQueue queue = new SendQueue(sink, PingWindow.open(), breaks::add, () -> nanos);

    @Test
    void sendsNothingBeforeTheFlush() {
        queue.enqueue(Frames.one(7));

        assertThat(sink.batches).isEmpty();
    }

    @Test
    void sendsInTheOrderQueued() {
        queue.enqueue(Frames.group(3, 5));
        queue.flush();
        queue.enqueue(Frames.one(6));
        queue.flush();

        assertThat(sink.texts()).containsExactly(Frames.text(3), Frames.text(4), Frames.text(5), Frames.text(6));
    }

    @Test
    void keepsOneBatchInFlightAndMergesWhatComesMeanwhile() {
        sink.reportsAtOnce = false;
        for (int number = 1; number <= 4; number++) {
            queue.enqueue(Frames.one(number));
            queue.flush();
        }
        assertThat(sink.texts()).containsExactly(Frames.text(1));

        sink.report(null);

        assertThat(sink.batches).hasSize(2);
        assertThat(sink.texts()).containsExactly(Frames.text(1), Frames.text(2), Frames.text(3), Frames.text(4));
    }

    @Test
    void endsABatchBefore64KiB() {
        EncodedFrames group = Frames.copies(500);
        int groupsPerBatch = SendQueue.BATCH_BYTES / group.bytes();
        sink.reportsAtOnce = false;
        queue.enqueue(Frames.one(1));
        queue.flush();
        int queued = 0; // the first does not count: it leaves next
        while (queue.enqueue(Frames.copies(1))) {
            queued++;
        }
        assertThat(queued).isEqualTo(SendQueue.MAX_FRAMES + 1);
        assertThat(groupsPerBatch).isPositive();

        sink.reportsAtOnce = true;
        sink.report(null);

        assertThat(sink.batches)
                .allSatisfy(batch -> assertThat(batch.bytes()).isLessThanOrEqualTo(SendQueue.BATCH_BYTES));
        assertThat(sink.texts()).hasSize(queued + 1);
    }

    @Test
    void refusesTheFrameThatExceedsTheLimit() {
        queue.enqueue(Frames.one(0)); // leaves next
        queue.enqueue(Frames.copies(SendQueue.MAX_FRAMES - 1));

        assertThat(queue.enqueue(Frames.one(1))).isTrue();
        assertThat(queue.enqueue(Frames.one(2))).isFalse();
    }

    @Test
    void takesASnapshotOfAnySizeAndBehindItAsMuchAsEver() {
        assertThat(queue.enqueue(Frames.copies(60_000))).isTrue();

        assertThat(queue.enqueue(Frames.copies(SendQueue.MAX_FRAMES))).isTrue();
        assertThat(queue.enqueue(Frames.one(1))).isFalse();
    }

    @Test
    void isStalledWhileABatchIsOnItsWay() {
        sink.reportsAtOnce = false;
        queue.enqueue(Frames.one(1));
        nanos += 100; // that nothing was sent for long is no stall
        queue.flush();
        assertThat(queue.stalledNanos()).isZero();

        nanos += 7;
        queue.enqueue(Frames.one(2));
        assertThat(queue.stalledNanos()).isEqualTo(7);

        sink.report(null);
        assertThat(queue.stalledNanos()).isZero();
        sink.report(null);
        nanos += 9;
        assertThat(queue.stalledNanos()).isZero();
    }

    @Test
    void isStalledWhileTheWindowIsClosed() {
        SendQueue bounded = new SendQueue(sink, PingWindow.bounded(), breaks::add, () -> nanos);
        bounded.enqueue(Frames.copies(60_000));
        bounded.flush();
        bounded.enqueue(Frames.one(1));
        bounded.flush();

        nanos += 11;

        assertThat(bounded.stalledNanos()).isEqualTo(11);
    }

    @Test
    void doesNotCountWhatIsOnItsWay() {
        sink.reportsAtOnce = false;
        queue.enqueue(Frames.copies(60_000));
        queue.flush();

        assertThat(queue.enqueue(Frames.copies(SendQueue.MAX_FRAMES))).isTrue();
    }

    @Test
    void hasRoomAgainForWhatHasLeft() {
        queue.enqueue(Frames.copies(SendQueue.MAX_FRAMES));
        queue.flush();

        assertThat(queue.enqueue(Frames.copies(SendQueue.MAX_FRAMES))).isTrue();
    }

    @Test
    void doesNotGrowTheStackWhenEveryWriteIsDoneAtOnce() {
        sink.reportsAtOnce = false;
        queue.enqueue(Frames.one(1));
        queue.flush();
        IntStream.range(0, 40).forEach(i -> queue.enqueue(Frames.copies(25)));
        FrameSink deep = (batch, whenDone) -> {
            assertThat(new Throwable().getStackTrace().length).isLessThan(200);
            whenDone.accept(null);
        };
        SendQueue inline = new SendQueue(deep, PingWindow.open(), breaks::add, () -> nanos);
        for (int i = 0; i < 10_000; i++) {
            inline.enqueue(Frames.one(i));
            inline.flush();
        }

        assertThat(breaks).isEmpty();
    }

    @Test
    void stopsAndTellsWhenAWriteFails() {
        sink.reportsAtOnce = false;
        queue.enqueue(Frames.one(1));
        queue.flush();
        queue.enqueue(Frames.one(2));
        IOException gone = new IOException("gone");

        sink.report(gone);

        assertThat(breaks).containsExactly(gone);
        assertThat(sink.batches).hasSize(1);
        assertThat(queue.enqueue(Frames.one(3))).isFalse();
    }

    @Test
    void countsAThrowingSinkAsAFailedWrite() {
        IllegalStateException closed = new IllegalStateException("not connected");
        SendQueue broken = new SendQueue(
                (batch, whenDone) -> {
                    throw closed;
                },
                PingWindow.open(),
                breaks::add,
                () -> nanos);
        broken.enqueue(Frames.one(1));

        broken.flush();

        assertThat(breaks).containsExactly(closed);
    }

    @Test
    void forgetsWhatWaitsWhenClosed() {
        queue.enqueue(Frames.one(1));
        queue.close();

        queue.flush();

        assertThat(sink.batches).isEmpty();
        assertThat(queue.enqueue(Frames.one(2))).isFalse();
    }

    @Test
    void saysGoodbyeBehindTheBatchInFlightAndInsteadOfWhatWaits() {
        sink.reportsAtOnce = false;
        queue.enqueue(Frames.one(1));
        queue.flush();
        queue.enqueue(Frames.one(2));

        queue.close(ControlFrame.close(new CloseReason(CloseReason.CloseCodes.TRY_AGAIN_LATER, "slow")));
        assertThat(sink.batches).hasSize(1);
        sink.report(null);

        assertThat(sink.texts()).containsExactly(Frames.text(1));
        assertThat(sink.batches.get(1).webSocketBytes())
                .isEqualTo(ByteBuffer.wrap(new byte[] {(byte) 0x88, 6, 0x03, (byte) 0xF5, 's', 'l', 'o', 'w'}));
    }

    @Test
    void saysGoodbyeThroughAClosedWindow() {
        SendQueue bounded = new SendQueue(sink, PingWindow.bounded(), breaks::add, () -> nanos);
        bounded.enqueue(Frames.copies(60_000));
        bounded.flush();

        bounded.close(ControlFrame.close(new CloseReason(CloseReason.CloseCodes.TRY_AGAIN_LATER, "slow")));

        assertThat(sink.batches).hasSize(2);
    }

    @Test
    void sendsAPingBehindWhatWaits() {
        queue.enqueue(Frames.one(1));

        queue.ping();

        assertThat(sink.batches).hasSize(1);
        assertThat(sink.batches.get(0).last()).isNotNull();
    }

    @Test
    void sendsAPingAlone() {
        queue.ping();

        assertThat(sink.batches).singleElement().satisfies(batch -> {
            assertThat(batch.groups()).isEmpty();
            assertThat(batch.last()).isNotNull();
        });
    }

    @Test
    void stopsAt512KiBUnreadAndGoesOnWithThePong() {
        SendQueue bounded = new SendQueue(sink, PingWindow.bounded(), breaks::add, () -> nanos);
        EncodedFrames group = Frames.copies(900);
        while (sink.batches.isEmpty() || bounded.enqueue(group)) {
            bounded.flush();
            if (sink.batches.isEmpty()) {
                bounded.enqueue(group);
            }
        }
        int sent = sink.batches.stream().mapToInt(Batch::bytes).sum();
        assertThat(sent).isBetween(512 * 1024, 512 * 1024 + group.bytes());

        bounded.acknowledge(sink.lastMark());

        assertThat(sink.batches.stream().mapToInt(Batch::bytes).sum()).isGreaterThan(sent);
    }

    @Test
    void isNotFooledByAPongForWhatWasNeverSent() {
        SendQueue bounded = new SendQueue(sink, PingWindow.bounded(), breaks::add, () -> nanos);
        bounded.acknowledge(Long.MAX_VALUE);
        EncodedFrames group = Frames.copies(900);
        for (int i = 0; i < 100; i++) {
            bounded.enqueue(group);
            bounded.flush();
        }

        assertThat(sink.batches.stream().mapToInt(Batch::bytes).sum()).isLessThan(512 * 1024 + group.bytes());
    }

    @Test
    void losesAndReordersNothingAmongThreads() throws Exception {
        int count = 20_000;
        ExecutorService reporting = Executors.newSingleThreadExecutor();
        ExecutorService flushing = Executors.newFixedThreadPool(2);
        List<String> sent = new ArrayList<>();
        FrameSink late = (batch, whenDone) -> {
            batch.texts().forEachRemaining(sent::add);
            if (batch.bytes() % 3 == 0) {
                whenDone.accept(null);
            } else {
                reporting.execute(() -> whenDone.accept(null));
            }
        };
        SendQueue shared = new SendQueue(late, PingWindow.open(), breaks::add, () -> nanos);
        List<Future<?>> flushes = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            while (!shared.enqueue(Frames.one(number))) {
                Thread.onSpinWait();
            }
            flushes.add(flushing.submit(shared::flush));
        }
        for (Future<?> flush : flushes) {
            flush.get();
        }
        flushing.shutdown();
        while (!reporting.submit(() -> sent.size() == count).get()) {
            Thread.onSpinWait();
        }
        reporting.shutdown();

        assertThat(sent)
                .isEqualTo(IntStream.range(0, count).mapToObj(Frames::text).toList());
    }
}
