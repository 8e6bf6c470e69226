package ee.fluxychat.connect;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Extension;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SendModesTest {

    private final FakeSession container = new FakeSession();
    private final FakeTyrusRemote remote = new FakeTyrusRemote.Basic();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final List<Throwable> reports = new ArrayList<>();

    @Test
    void sendsOneByOneToAContainerItDoesNotKnow() {
        SendMode mode = new SendModes(Fanout.AUTO, later::add).of(container.session);

        assertThat(mode.description()).isEqualTo("portable: one asynchronous send in flight");
    }

    @Test
    void sendsRawFramesThroughTyrus() {
        send(tyrus(Fanout.AUTO));

        assertThat(remote.webSocket.written).hasSize(1);
        assertThat(reports).hasSize(1).containsOnlyNulls();
    }

    @Test
    void goesOnElsewhereWhenTyrusReportsLate() {
        remote.webSocket.next = new CompletableFuture<>();
        send(tyrus(Fanout.AUTO));

        remote.webSocket.next.complete("frame");
        assertThat(reports).isEmpty(); // Tyrus holds its writer's monitor here

        later.remove().run();
        assertThat(reports).hasSize(1);
    }

    @Test
    void reportsAFailedRawWrite() {
        remote.webSocket.next = CompletableFuture.failedFuture(new IOException("gone"));

        send(tyrus(Fanout.AUTO));
        later.remove().run();

        assertThat(reports).singleElement().isInstanceOf(IOException.class);
    }

    @Test
    void isPortableWhenTyrusHasNoSuchField() {
        container.basic = new BasicRemoteStub() {};

        assertThat(tyrus(Fanout.AUTO).of(container.session).description()).startsWith("portable: send writer");
    }

    @Test
    void isPortableWhenTyrusHasNoSuchMethod() {
        container.basic = new FakeTyrusRemote.Changed();

        assertThat(tyrus(Fanout.AUTO).of(container.session).description()).startsWith("portable");
    }

    @Test
    void isPortableWhenUndertowIsNotWhatItWasCompiledAgainst() {
        SendModes modes = new SendModes(Fanout.AUTO, later::add, any -> Container.UNDERTOW);

        assertThat(modes.of(container.session).description()).isEqualTo("portable: 16 asynchronous sends in flight");
    }

    @Test
    void isPortableWhenToldSo() {
        container.basic = remote;

        assertThat(tyrus(Fanout.PORTABLE).of(container.session).description()).startsWith("portable");
    }

    @Test
    void isPortableForASessionWithAnExtensionAndForNoOther() {
        container.basic = remote;
        SendModes modes = tyrus(Fanout.AUTO);
        FakeSession compressed = new FakeSession();
        compressed.basic = remote;
        compressed.extensions.add((Extension) Proxy.newProxyInstance(
                Extension.class.getClassLoader(),
                new Class<?>[] {Extension.class},
                (proxy, method, arguments) -> null));

        assertThat(modes.of(compressed.session).description()).startsWith("portable");
        assertThat(modes.of(container.session).description()).startsWith("coalescing");
    }

    @Test
    void isPortableAfterALinkageError() {
        container.basic = remote;
        SendModes modes = tyrus(Fanout.AUTO);
        modes.of(container.session);

        modes.distrust(container.session.getClass(), new NoSuchMethodError("changed"));

        assertThat(modes.of(container.session).description()).startsWith("portable");
    }

    private SendModes tyrus(Fanout fanout) {
        return new SendModes(fanout, later::add, any -> Container.TYRUS);
    }

    private void send(SendModes modes) {
        container.basic = remote;
        Batch batch = new Batch(List.of(Frames.one(1)), Frames.one(1).bytes(), null);
        modes.of(container.session).sinks().apply(container.session).send(batch, reports::add);
    }
}
