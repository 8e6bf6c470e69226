package ee.fluxychat.connect;

import jakarta.ejb.EJB;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The WebSocket of one client in one room, as the container sees it. The container makes one for each session and calls it in turn. */
@ServerEndpoint("/ws/room/{roomId}")
public class RoomSocket {

    /** Longer texts are refused by the protocol's own limit; what is longer than this is not even read: the container closes with 1009. */
    private static final int READ_BYTES = 1_048_576;

    private static final System.Logger LOG = System.getLogger(RoomSocket.class.getName());

    @EJB
    Lobby lobby;

    private @Nullable Visit visit;

    @OnOpen
    public void onOpen(Session session, @PathParam("roomId") String roomId) throws IOException {
        session.setMaxTextMessageBufferSize(READ_BYTES);
        session.setMaxBinaryMessageBufferSize(READ_BYTES);
        Container.of(session.getClass()).listen(session, this::heard, this::heardBinary);
        visit = lobby.enter(session, roomId);
    }

    private void heard(String text) {
        if (visit != null) {
            visit.heard(text);
        }
    }

    private void heardBinary() {
        if (visit != null) {
            visit.heardBinary();
        }
    }

    @OnMessage
    public void onPong(PongMessage pong) {
        if (visit != null) {
            visit.heardPong(pong);
        }
    }

    @OnClose
    public void onClose(CloseReason reason) {
        if (visit != null) {
            visit.over();
        }
    }

    /** The container closes the session next, if it has not yet: a peer that went away is no fault of ours. */
    @OnError
    public void onError(Session session, Throwable failure) {
        LOG.log(System.Logger.Level.DEBUG, "a socket broke", failure);
        if (visit != null && !session.isOpen()) {
            visit.over();
        }
    }
}
