package ee.fluxychat.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.connect.grizzly.GrizzlyRawFrames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real sockets, because what matters is when Grizzly reports a write. */
class GrizzlyRawFramesTest {

    private static final int MORE_THAN_SOCKETS_TAKE = 32 * 1024 * 1024;

    private final TCPNIOTransport transport = TCPNIOTransportBuilder.newInstance()
            .setProcessor(
                    FilterChainBuilder.stateless().add(new TransportFilter()).build())
            .build();
    private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
    private final ServerSocket listening;
    private Connection<?> connection;
    private Socket peer;
    private BiConsumer<ByteBuffer, Consumer<@Nullable Throwable>> rawFrames;

    GrizzlyRawFramesTest() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @BeforeEach
    void connect() throws Exception {
        transport.start();
        connection = transport
                .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort()))
                .get(10, TimeUnit.SECONDS);
        peer = listening.accept();
        rawFrames = new GrizzlyRawFrames().apply(connection);
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
        listening.close();
        transport.shutdownNow();
    }

    @Test
    void writesInOrderAndReportsEachWriteOnce() throws Exception {
        write("one ");
        assertThat(report()).isEqualTo("written");
        write("two");
        assertThat(report()).isEqualTo("written");

        assertThat(new String(peer.getInputStream().readNBytes(7), StandardCharsets.UTF_8))
                .isEqualTo("one two");
        assertThat(reports).isEmpty();
    }

    @Test
    void leavesTheBytesAsTheyWereForOtherConnections() throws Exception {
        byte[] shared = "shared".getBytes(StandardCharsets.UTF_8);
        rawFrames.accept(ByteBuffer.wrap(shared), this::done);
        report();

        assertThat(shared).asString(StandardCharsets.UTF_8).isEqualTo("shared");
    }

    @Test
    void reportsAWriteOnlyWhenThePeersSocketHasTakenIt() throws Exception {
        rawFrames.accept(ByteBuffer.allocate(MORE_THAN_SOCKETS_TAKE), this::done);
        assertThat(reports).isEmpty();

        peer.getInputStream().skipNBytes(MORE_THAN_SOCKETS_TAKE);
        assertThat(report()).isEqualTo("written");
    }

    @Test
    void reportsAWriteThatWasUnderWayWhenThePeerLeftAsFailed() throws Exception {
        rawFrames.accept(ByteBuffer.allocate(MORE_THAN_SOCKETS_TAKE), this::done);

        peer.setSoLinger(true, 0);
        peer.close();
        assertThat(report()).isEqualTo("failed");
    }

    @Test
    void reportsAWriteToAClosedConnectionAsFailed() throws Exception {
        connection.close().get(10, TimeUnit.SECONDS);

        write("late");
        assertThat(report()).isEqualTo("failed");
    }

    private void write(String text) {
        rawFrames.accept(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), this::done);
    }

    private void done(@Nullable Throwable failure) {
        reports.add(failure == null ? "written" : "failed");
    }

    private @Nullable String report() throws InterruptedException {
        return reports.poll(10, TimeUnit.SECONDS);
    }
}
