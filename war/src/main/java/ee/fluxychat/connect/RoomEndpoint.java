package ee.fluxychat.connect;

import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What every endpoint for rooms does, however its container hands on what it hears. One instance a socket; called by one thread at a time. */
abstract class RoomEndpoint {

    /** Longer texts are refused by the protocol's own limit; what is longer than this is not even read: the container closes with 1009. */
    private static final int READ_BYTES = 1_048_576;

    private static final System.Logger LOG = System.getLogger(RoomEndpoint.class.getName());

    private volatile @Nullable Visit visit;

    /** Before anything is heard: nothing is handed on until this returns. */
    void enter(Lobby lobby, Session session, String roomId) throws IOException {
        session.setMaxTextMessageBufferSize(READ_BYTES);
        session.setMaxBinaryMessageBufferSize(READ_BYTES);
        visit = lobby.enter(session, roomId);
    }

    void heard(String text) {
        Visit present = visit;
        if (present != null) {
            present.heard(text);
        }
    }

    void heardBinary() {
        Visit present = visit;
        if (present != null) {
            present.heardBinary();
        }
    }

    void heardPong(PongMessage pong) {
        Visit present = visit;
        if (present != null) {
            present.heardPong(pong);
        }
    }

    void leave() {
        Visit present = visit;
        if (present != null) {
            present.over();
        }
    }

    /** The container closes the session next, if it has not yet: a peer that went away is no fault of ours. */
    void fail(Session session, Throwable failure) {
        LOG.log(System.Logger.Level.DEBUG, "a socket broke", failure);
        if (!session.isOpen()) {
            leave();
        }
    }
}
