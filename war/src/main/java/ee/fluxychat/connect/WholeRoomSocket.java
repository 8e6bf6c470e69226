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
 * The WebSocket of a room on Open Liberty, which hands on no fragment once a ping has come between two, and on containers that nobody has tried:
 * takes texts whole. {@link RoomEndpoints} chooses.
 */
@ServerEndpoint("/ws/room/{roomId}")
public class WholeRoomSocket extends RoomEndpoint {

    @EJB
    Lobby lobby;

    @OnOpen
    public void onOpen(Session session, @PathParam("roomId") String roomId) throws IOException {
        enter(lobby, session, roomId);
    }

    @OnMessage
    public void onText(String text) {
        heard(text);
    }

    @OnMessage
    public void onBinary(byte[] ignored) {
        heardBinary();
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
