package ee.fluxychat.connect;

import ee.fluxychat.wire.CloseCode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/**
 * Looks after all connections once a second: pings the silent, drops the dead, closes those whose token has expired, cuts the
 * closed. Our own, because the container's idle timeout leaks its timers on Tyrus (tyrus#654). Confined to its thread.
 */
final class Heartbeat {

    /** The SDK pings as often, so a client of its kind is never pinged by us. */
    static final long QUIET = TimeUnit.SECONDS.toNanos(25);

    /** A second less than the 35 promised: that is how far apart two looks are. */
    static final long DEAD = TimeUnit.SECONDS.toNanos(34);

    /** Whoever takes nothing of what is sent for so long keeps it in our memory, however often he pings. */
    static final long STALLED = TimeUnit.SECONDS.toNanos(60);

    /** Time for a peer who reads again to find the close frame; a healthy one has answered long before. */
    static final long LINGERING = TimeUnit.SECONDS.toNanos(5);

    private final Connections connections;
    private final InstantSource clock;

    Heartbeat(Connections connections, InstantSource clock) {
        this.connections = connections;
        this.clock = clock;
    }

    /** One look at each. */
    void sweep(Collection<WebSocketConnection> all) {
        Instant now = clock.instant();
        all.forEach(connection -> look(connection, now));
    }

    private void look(WebSocketConnection connection, Instant now) {
        if (connection.closing().isStarted()) {
            if (connection.closing().lingeringNanos() >= LINGERING) {
                connections.cut(connection);
            }
        } else if (!now.isBefore(connection.caller().expiresAt())) {
            connection.close(CloseCode.TERMINATED, "token expired");
        } else if (connection.silentNanos() >= DEAD) {
            connection.close(CloseCode.TRY_AGAIN_LATER, "no sign of life");
            connections.cut(connection); // there is nobody who could answer
        } else if (connection.stalledNanos() >= STALLED) {
            connection.close(CloseCode.TRY_AGAIN_LATER, "slow consumer: reconnect and resume");
        } else if (connection.silentNanos() >= QUIET) {
            connections.ping(connection);
        }
    }
}
