package ee.fluxychat.connect;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.platform.Settings;
import ee.fluxychat.wire.CloseCode;
import ee.fluxychat.wire.UserInfo;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.websocket.Session;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** All WebSocket connections of this server, with the threads and the heartbeat that serve them. Thread-safe. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Connections {

    private static final System.Logger LOG = System.getLogger(Connections.class.getName());

    /** Nothing that runs here waits for a peer, so more threads than cores gain nothing. */
    private static final int SENDING = Math.max(2, Runtime.getRuntime().availableProcessors());

    /** A close blocks for 21 seconds on Open Liberty when the peer is stalled, so a few of them must not hold up the others. */
    private static final int CLOSING = 64;

    private static final int STOP_SECONDS = 5;

    @Inject
    InstantSource clock;

    private final ExecutorService sending;
    private final ExecutorService closing;
    private final LongSupplier nanoTime;
    private final SendModes modes;
    private final Set<WebSocketConnection> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = WorkerThreads.timer("fluxy-heartbeat");
    private volatile Runnable unsubscribe = () -> {};
    private final AtomicBoolean stopped = new AtomicBoolean();
    private volatile boolean stopping;

    /** For the container. */
    public Connections() {
        this(
                WorkerThreads.pool("fluxy-send", SENDING),
                WorkerThreads.pool("fluxy-close", CLOSING),
                System::nanoTime,
                Fanout.configured(new Settings()));
    }

    Connections(ExecutorService sending, ExecutorService closing, LongSupplier nanoTime, Fanout fanout) {
        this.sending = sending;
        this.closing = closing;
        this.nanoTime = nanoTime;
        this.modes = new SendModes(fanout, sending);
    }

    @PostConstruct
    void start() {
        unsubscribe = ShutdownNews.subscribe(this::stop);
        Heartbeat heartbeat = new Heartbeat(this, clock);
        var unused = timer.scheduleWithFixedDelay(() -> sweep(heartbeat), 1, 1, TimeUnit.SECONDS);
    }

    private void sweep(Heartbeat heartbeat) {
        try {
            heartbeat.sweep(all());
        } catch (RuntimeException e) { // thrown on, it would end the heartbeat for good
            LOG.log(System.Logger.Level.ERROR, "a sweep failed", e);
        }
    }

    /** Closes everything with 1001 and waits for the answers, but not for long. Only the first call counts. */
    @PreDestroy
    public void stop() {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        unsubscribe.run();
        timer.shutdownNow();
        stopping = true;
        open.forEach(Connections::goAway);
        try {
            awaitAnswers();
            open.forEach(this::cut);
            end(closing);
            end(sending);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(ExecutorService threads) throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }

    private void awaitAnswers() throws InterruptedException {
        long until = nanoTime.getAsLong() + TimeUnit.SECONDS.toNanos(1);
        while (!open.stream().allMatch(each -> each.closing().isOver()) && until - nanoTime.getAsLong() > 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void goAway(WebSocketConnection connection) {
        connection.close(CloseCode.GOING_AWAY, "server stops");
    }

    /** A connection for a session that was just opened. It is to be told when the container reports the end. */
    public WebSocketConnection open(Session session, Caller caller, UserInfo info) {
        WebSocketConnection connection = new WebSocketConnection(session, caller, info, this);
        open.add(connection);
        if (stopping) {
            goAway(connection);
        }
        return connection;
    }

    /** The container has reported the end of the session; to be told more than once does no harm. */
    void ended(WebSocketConnection connection) {
        if (!connection
                .closing()
                .isStarted()) { // else Undertow and Liberty report it when they have not even sent the close frame
            open.remove(connection);
        }
    }

    /** Those open, and those closed by us whose TCP connection may still be there. */
    Set<WebSocketConnection> all() {
        return open;
    }

    /** A send failed: the peer is gone, or the container is not what its raw mode takes it for. */
    void broken(WebSocketConnection connection, Session session, Throwable failure) {
        if (failure instanceof LinkageError) {
            modes.distrust(session.getClass(), failure);
        }
        LOG.log(System.Logger.Level.DEBUG, "a send failed", failure);
        connection.close(CloseCode.TRY_AGAIN_LATER, "send failed");
    }

    /** Pings where a container may block: the heartbeat serves all. */
    void ping(WebSocketConnection connection) {
        closing.execute(connection::ping);
    }

    /** The time for the peer's answer is up. */
    void cut(WebSocketConnection connection) {
        connection.closing().cut();
        connection.over();
        open.remove(connection);
    }

    SendModes modes() {
        return modes;
    }

    Executor sending() {
        return sending;
    }

    /** Our own threads; once those have ended the caller's, so that who arrives while the server stops is still told. */
    Executor closing() {
        return task -> {
            if (closing.isShutdown()) {
                task.run();
            } else {
                closing.execute(task);
            }
        };
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }
}
