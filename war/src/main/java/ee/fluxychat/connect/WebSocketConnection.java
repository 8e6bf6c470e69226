package ee.fluxychat.connect;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.room.Connection;
import ee.fluxychat.wire.CloseCode;
import ee.fluxychat.wire.EncodedFrames;
import ee.fluxychat.wire.UserInfo;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A client who hears a room over a WebSocket. Thread-safe. */
public final class WebSocketConnection implements Connection {

    private final String socketId = UUID.randomUUID().toString();
    private final Caller caller;
    private final UserInfo info;
    private final Connections owner;
    private final SendQueue queue;
    private final Closing closing;
    private final LongSupplier nanoTime;
    private volatile long heardAt;
    private volatile long pingedAt;

    WebSocketConnection(Session session, Caller caller, UserInfo info, Connections owner) {
        SendMode mode = owner.modes().of(session);
        this.caller = caller;
        this.info = info;
        this.owner = owner;
        this.queue = new SendQueue(
                mode.sinks().apply(session),
                mode.windows().get(),
                failure -> owner.broken(this, session, failure),
                owner.nanoTime());
        this.closing = new Closing(session, goodbye(session, mode), owner.closing(), owner.sending(), owner.nanoTime());
        this.nanoTime = owner.nanoTime();
        this.heardAt = nanoTime.getAsLong();
        this.pingedAt = heardAt;
    }

    private Closing.Goodbye goodbye(Session session, SendMode mode) {
        Consumer<Session> own = mode.ownGoodbye();
        if (own == null) {
            return session::close;
        }
        return reason -> {
            own.accept(session);
            queue.close(ControlFrame.close(reason));
        };
    }

    @Override
    public String socketId() {
        return socketId;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public UserInfo info() {
        return info;
    }

    @Override
    public boolean enqueue(EncodedFrames frames) {
        return queue.enqueue(frames);
    }

    @Override
    public void flush() {
        queue.flush();
    }

    @Override
    public void close(CloseCode code, String reason) {
        queue.close();
        closing.start(code, reason);
    }

    /** Has the action run once, on another thread, when the connection is over, however that came about; at once if it is over already. */
    public void whenOver(Runnable action) {
        closing.whenOver(action);
    }

    /** Notes a frame of the peer: he lives. False if the connection is being closed, so that the frame must not be handled any more. */
    public boolean heard() {
        heardAt = nanoTime.getAsLong();
        return !closing.isStarted();
    }

    /** Notes the peer's answer to one of our pings. */
    public void onPong(PongMessage pong) {
        heardAt = nanoTime.getAsLong();
        ByteBuffer mark = pong.getApplicationData();
        if (mark.remaining() == Long.BYTES) { // any other pong is not an answer
            queue.acknowledge(mark.getLong(mark.position()));
        }
    }

    /** The container says that the session is closed, or we gave it up. */
    void over() {
        queue.close();
        closing.over();
        owner.ended(this);
    }

    /** Sends a ping, one for each silence. */
    void ping() {
        if (pingedAt - heardAt <= 0) {
            pingedAt = nanoTime.getAsLong();
            queue.ping();
        }
    }

    /** How long nothing came from the peer. */
    long silentNanos() {
        return nanoTime.getAsLong() - heardAt;
    }

    /** How long the peer has taken nothing of what is to be sent to it. */
    long stalledNanos() {
        return queue.stalledNanos();
    }

    Closing closing() {
        return closing;
    }
}
