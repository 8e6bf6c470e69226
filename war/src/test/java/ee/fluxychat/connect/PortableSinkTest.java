package ee.fluxychat.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.wire.EncodedFrames;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortableSinkTest {

    private final FakeSession container = new FakeSession();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final List<Throwable> reports = new ArrayList<>();

    @Test
    void sendsAWholeBatchAndReportsItOnce() {
        sink(1).send(batch(Frames.group(3, 6)), reports::add);

        assertThat(container.sent).containsExactly(Frames.text(3), Frames.text(4), Frames.text(5), Frames.text(6));
        assertThat(reports).hasSize(1).containsOnlyNulls();
    }

    @Test
    void keepsToItsNumberInFlight() {
        container.reportsAtOnce = false;

        sink(2).send(batch(Frames.group(1, 5)), reports::add);

        assertThat(container.sent).hasSize(2);
    }

    @Test
    void goesOnElsewhereAfterALateReport() {
        container.reportsAtOnce = false;
        sink(1).send(batch(Frames.group(1, 2)), reports::add);

        container.pending.remove().onResult(new SendResult());
        assertThat(container.sent).hasSize(1); // the container may hold locks while it reports

        later.remove().run();
        assertThat(container.sent).hasSize(2);
    }

    @Test
    void sendsThePingLast() {
        container.reportsAtOnce = false;
        EncodedFrames group = Frames.one(1);
        sink(1).send(new Batch(List.of(group), group.bytes(), ControlFrame.ping(99)), reports::add);
        assertThat(container.pings).isEmpty();

        container.pending.remove().onResult(new SendResult());
        later.remove().run();

        assertThat(container.pings).containsExactly(99L);
        assertThat(reports).hasSize(1);
    }

    @Test
    void reportsAFailedSendAndSendsNoMore() {
        container.reportsAtOnce = false;
        IOException gone = new IOException("gone");
        sink(1).send(batch(Frames.group(1, 3)), reports::add);

        container.pending.remove().onResult(new SendResult(gone));
        later.remove().run();

        assertThat(reports).containsExactly(gone);
        assertThat(container.sent).hasSize(1);
    }

    @Test
    void doesNotGrowTheStackOnALongBatch() {
        sink(1).send(batch(Frames.copies(50_000)), reports::add);

        assertThat(container.sent).hasSize(50_000);
    }

    private PortableSink sink(int inFlight) {
        return new PortableSink(
                container.session.getAsyncRemote(), container.session.getAsyncRemote()::sendText, inFlight, later::add);
    }

    private static Batch batch(EncodedFrames group) {
        return new Batch(List.of(group), group.bytes(), null);
    }
}
