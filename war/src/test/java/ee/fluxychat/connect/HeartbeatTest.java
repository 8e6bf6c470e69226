package ee.fluxychat.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.Role;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.wire.CloseCode;
import ee.fluxychat.wire.UserInfo;
import jakarta.websocket.PongMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private final FakeSession container = new FakeSession();
    private final List<String> told = new ArrayList<>();
    private Duration passed = Duration.ZERO;

    private final Connections connections = new Connections(
            new DirectExecutor(), new DirectExecutor(), () -> Long.MAX_VALUE - 5 + passed.toNanos(), Fanout.AUTO);
    private final Heartbeat heartbeat = new Heartbeat(connections, () -> START.plus(passed));

    @Test
    void leavesAlonePeersWhoSpeak() {
        WebSocketConnection connection = open(Duration.ofHours(1));

        for (int i = 0; i < 10; i++) {
            pass(20);
            connection.heard();
        }

        assertThat(container.pings).isEmpty();
        assertThat(container.closes).isEmpty();
    }

    @Test
    void pingsOnceAfter25SecondsOfSilence() {
        open(Duration.ofHours(1));

        pass(24);
        assertThat(container.pings).isEmpty();
        pass(2);
        assertThat(container.pings).hasSize(1);
    }

    @Test
    void pingsAgainInTheNextSilence() {
        WebSocketConnection connection = open(Duration.ofHours(1));
        pass(26);
        connection.onPong(pong());

        pass(26);

        assertThat(container.pings).hasSize(2);
    }

    @Test
    void dropsWhoIsSilentFor35Seconds() {
        WebSocketConnection connection = open(Duration.ofHours(1));
        connection.whenOver(() -> told.add("over"));

        pass(35);
        assertThat(container.closes).isNotEmpty();
        assertThat(told).containsExactly("over");
        assertThat(connections.all()).isEmpty();
    }

    @Test
    void closesWhoTakesNothingForAMinuteHoweverOftenHeSpeaks() {
        container.reportsAtOnce = false;
        WebSocketConnection connection = open(Duration.ofHours(1));
        connection.enqueue(Frames.one(1));
        connection.flush();

        for (int i = 0; i < 59; i++) {
            pass(1);
            connection.heard();
        }
        assertThat(container.closes).isEmpty();
        pass(1);
        assertThat(container.closes)
                .singleElement()
                .satisfies(close -> assertThat(close.getCloseCode().getCode()).isEqualTo(1013));
    }

    @Test
    void keepsWhoAnswersThePing() {
        WebSocketConnection connection = open(Duration.ofHours(1));
        pass(33);
        connection.onPong(pong());

        pass(5);

        assertThat(container.closes).isEmpty();
    }

    @Test
    void closesWith4001WhenTheTokenExpires() {
        WebSocketConnection connection = open(Duration.ofSeconds(60));
        for (int i = 0; i < 6; i++) {
            pass(10);
            connection.heard();
        }

        assertThat(container.closes).singleElement().satisfies(close -> {
            assertThat(close.getCloseCode().getCode()).isEqualTo(4001);
            assertThat(close.getReasonPhrase()).isEqualTo("token expired");
        });
    }

    @Test
    void countsACloseThatNobodyConfirmsAsOverAfterAWhile() {
        WebSocketConnection connection = open(Duration.ofHours(1));
        connection.whenOver(() -> told.add("over"));
        connection.close(CloseCode.TRY_AGAIN_LATER, "slow consumer");

        pass(4);
        assertThat(told).isEmpty();
        pass(1);
        assertThat(told).containsExactly("over");
    }

    @Test
    void tellsTheEndOnceHoweverOftenItIsReported() {
        WebSocketConnection connection = open(Duration.ofHours(1));
        connection.whenOver(() -> told.add("over"));
        connection.close(CloseCode.TRY_AGAIN_LATER, "slow consumer");

        connection.over();
        connection.over();
        pass(10);

        assertThat(told).containsExactly("over");
        assertThat(container.closes).hasSize(1);
    }

    @Test
    void staysUntilTheTcpConnectionIsCutEvenIfTheContainerReportsTheEndAtOnce() {
        WebSocketConnection connection = open(Duration.ofHours(1));
        connection.close(CloseCode.TRY_AGAIN_LATER, "slow consumer");
        connection.over();
        assertThat(connections.all()).hasSize(1);

        pass(5);

        assertThat(connections.all()).isEmpty();
    }

    @Test
    void forgetsAtOnceWhomThePeerClosed() {
        WebSocketConnection connection = open(Duration.ofHours(1));

        connection.over();

        assertThat(connections.all()).isEmpty();
    }

    @Test
    void handlesNoFrameAfterTheClose() {
        WebSocketConnection connection = open(Duration.ofHours(1));
        assertThat(connection.heard()).isTrue();

        connection.close(CloseCode.TERMINATED, "removed");

        assertThat(connection.heard()).isFalse();
    }

    @Test
    void tellsTheEndToWhoAsksLate() {
        WebSocketConnection connection = open(Duration.ofHours(1));
        connection.over();

        connection.whenOver(() -> told.add("over"));

        assertThat(told).containsExactly("over");
    }

    @Test
    void sendsOnlyTheFirstCloseReason() {
        WebSocketConnection connection = open(Duration.ofHours(1));

        connection.close(CloseCode.TERMINATED, "removed");
        connection.close(CloseCode.GOING_AWAY, "server stops");

        assertThat(container.closes).singleElement().extracting("reasonPhrase").isEqualTo("removed");
    }

    @Test
    void cutsAReasonThatIsTooLongForACloseFrame() {
        WebSocketConnection connection = open(Duration.ofHours(1));

        connection.close(CloseCode.TERMINATED, "x" + "é".repeat(100));

        assertThat(container.closes).singleElement().extracting("reasonPhrase").isEqualTo("x" + "é".repeat(61));
    }

    @Test
    void closesEverythingWith1001WhenTheServerStops() {
        WebSocketConnection connection = open(Duration.ofHours(1));
        container.whenClosed = () -> connection.over();

        connections.stop();

        assertThat(container.closes)
                .singleElement()
                .satisfies(close -> assertThat(close.getCloseCode().getCode()).isEqualTo(1001));
    }

    private WebSocketConnection open(Duration tokenLife) {
        Caller caller =
                new Caller(new ProjectId("p1"), new UserId("alice"), Set.of(Role.MEMBER), START.plus(tokenLife), null);
        return connections.open(container.session, caller, UserInfo.NONE);
    }

    /** A second at a time, with a sweep in each. */
    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            passed = passed.plusSeconds(1);
            heartbeat.sweep(connections.all());
        }
    }

    private static PongMessage pong() {
        return () -> ByteBuffer.allocate(0);
    }
}
