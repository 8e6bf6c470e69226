package ee.fluxychat.connect;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Extension;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendModesTest {

    private final FakeSession container = new FakeSession();
    private final FakeGrizzly tcp = new FakeGrizzly();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final List<Throwable> reports = new ArrayList<>();

    @BeforeEach
    void comeOverTcp() {
        container.tcp = tcp.connection;
    }

    @Test
    void sendsOneByOneToAContainerItDoesNotKnow() {
        SendMode mode = new SendModes(Fanout.AUTO, later::add).of(container.session);

        assertThat(mode.description()).isEqualTo("portable: one asynchronous send in flight");
    }

    @Test
    void sendsWholeFramesToTheTcpConnectionBelowTyrus() {
        send(tyrus(Fanout.AUTO));

        assertThat(tcp.written).containsExactly(ByteBuffer.wrap(Frames.one(1).webSocketBytes()));
        assertThat(reports).hasSize(1).containsOnlyNulls();
    }

    @Test
    void reportsAFailedRawWrite() {
        tcp.failure = new IOException("gone");

        send(tyrus(Fanout.AUTO));

        assertThat(reports).containsExactly(tcp.failure);
    }

    @Test
    void isPortableWhenTheTcpConnectionIsNotKnown() {
        container.tcp = null;

        assertThat(tyrus(Fanout.AUTO).of(container.session).description()).startsWith("portable: send writer");
    }

    @Test
    void isPortableWhenTheTcpConnectionIsNotGrizzlys() {
        container.tcp = new ArrayDeque<>();

        assertThat(tyrus(Fanout.AUTO).of(container.session).description()).startsWith("portable: send writer");
    }

    @Test
    void isPortableWhenUndertowIsNotWhatItWasCompiledAgainst() {
        SendModes modes = new SendModes(Fanout.AUTO, later::add, any -> Container.UNDERTOW);

        assertThat(modes.of(container.session).description()).isEqualTo("portable: 16 asynchronous sends in flight");
    }

    @Test
    void isPortableWhenToldSo() {

        assertThat(tyrus(Fanout.PORTABLE).of(container.session).description()).startsWith("portable");
    }

    @Test
    void isPortableForASessionWithAnExtensionAndForNoOther() {
        SendModes modes = tyrus(Fanout.AUTO);
        FakeSession compressed = new FakeSession();
        compressed.tcp = tcp.connection;
        compressed.extensions.add((Extension) Proxy.newProxyInstance(
                Extension.class.getClassLoader(),
                new Class<?>[] {Extension.class},
                (proxy, method, arguments) -> null));

        assertThat(modes.of(compressed.session).description()).startsWith("portable");
        assertThat(modes.of(container.session).description()).startsWith("coalescing");
    }

    @Test
    void isPortableAfterALinkageError() {
        SendModes modes = tyrus(Fanout.AUTO);
        modes.of(container.session);

        modes.distrust(container.session.getClass(), new NoSuchMethodError("changed"));

        assertThat(modes.of(container.session).description()).startsWith("portable");
    }

    private SendModes tyrus(Fanout fanout) {
        return new SendModes(fanout, later::add, any -> Container.TYRUS);
    }

    private void send(SendModes modes) {
        Batch batch = new Batch(List.of(Frames.one(1)), Frames.one(1).bytes(), null);
        modes.of(container.session).sinks().apply(container.session).send(batch, reports::add);
    }
}
