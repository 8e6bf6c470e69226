package ee.fluxychat.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.Role;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.wire.UserInfo;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FarewellListenerTest {

    private static final Caller ANN = new Caller(
            new ProjectId("demo"), new UserId("ann"), Set.of(Role.MEMBER), Instant.parse("2026-11-23T12:00:00Z"), null);

    private final AtomicLong ticks = new AtomicLong();
    private final FakeSession container = new FakeSession();
    private final Connections connections = new Connections(
            new DirectExecutor(),
            new DirectExecutor(),
            () -> ticks.addAndGet(Duration.ofMillis(400).toNanos()),
            Fanout.AUTO);

    @Test
    void closesAllWith1001BeforeTheEjbsAreStopped() {
        connections.open(container.session, ANN, UserInfo.NONE);
        FarewellListener listener = new FarewellListener();
        listener.connections = connections;

        listener.contextDestroyed(new ServletContextEvent(context()));
        connections.stop();

        assertThat(container.closes)
                .singleElement()
                .satisfies(close -> assertThat(close.getCloseCode().getCode()).isEqualTo(1001));
        assertThat(connections.all()).isEmpty();
    }

    @Test
    void closesWhatStoresLast() {
        List<Integer> closesBefore = new ArrayList<>();
        connections.open(container.session, ANN, UserInfo.NONE);
        FarewellListener listener = new FarewellListener();
        listener.connections = connections;
        listener.closeLast(() -> closesBefore.add(container.closes.size()));

        listener.contextDestroyed(new ServletContextEvent(context()));

        assertThat(closesBefore).containsExactly(1);
    }

    @Test
    void closesWhoArrivesAfterwardsToo() {
        connections.stop();

        connections.open(container.session, ANN, UserInfo.NONE);

        assertThat(container.closes)
                .singleElement()
                .satisfies(close -> assertThat(close.getCloseCode().getCode()).isEqualTo(1001));
    }

    private static ServletContext context() {
        return (ServletContext) Proxy.newProxyInstance(
                FarewellListenerTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (self, method, arguments) -> null);
    }
}
