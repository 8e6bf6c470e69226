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

/**
 * The WebSocket of a room, which the handshake filter has let through. Takes texts by fragments, because of one that is sent without an end most
 * containers would keep all; {@link WholeRoomSocket} is for the others. By annotated methods, because WildFly hears for them from the first
 * frame on, while it drops what comes before a handler is added in {@code @OnOpen}.
 */
@ServerEndpoint("/ws/room/{roomId}")
public class RoomSocket extends RoomEndpoint {

    @EJB
    Lobby lobby;

    private final Fragments fragments = new Fragments();

    @OnOpen
    public void onOpen(Session session, @PathParam("roomId") String roomId) throws IOException {
        enter(lobby, session, roomId);
    }

    @OnMessage
    public void onText(String fragment, boolean isLast) {
        fragments.arrived(fragment, isLast).ifPresent(this::heard);
    }

    @OnMessage
    public void onBinary(byte[] ignored, boolean isLast) {
        if (isLast) {
            heardBinary();
        }
    }

    @OnMessage
    public void onPong(PongMessage pong) {
        heardPong(pong);
    }

    @OnClose
    public void onClose(CloseReason reason) {
        leave();
    }

    @OnError
    public void onError(Session session, Throwable failure) {
        fail(session, failure);
    }
}
