package ee.fluxychat.room;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.wire.CloseCode;
import ee.fluxychat.wire.EncodedFrames;
import ee.fluxychat.wire.UserInfo;

/** Port: one client's way to hear a room, whatever the transport. No method waits for the network. Thread-safe. */
public interface Connection {

    /** Unique on this server. */
    String socketId();

    Caller caller();

    UserInfo info();

    /**
     * Queues frames behind those already queued, without sending: safe under a room's lock. False means that the queue is full; the
     * connection is then of no more use and the caller drops it with {@link #close}.
     */
    boolean enqueue(EncodedFrames frames);

    /** Starts sending what is queued, unless a send is under way. Called outside of any lock. */
    void flush();

    /** Closes on another thread; everything still queued may be lost. Only the first call counts. */
    void close(CloseCode code, String reason);
}
