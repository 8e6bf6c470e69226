package ee.fluxychat.connect;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.room.Attendee;
import ee.fluxychat.room.JoinOptions;
import ee.fluxychat.room.RoomId;
import ee.fluxychat.room.RoomRegistry;
import ee.fluxychat.wire.CloseCode;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.UserInfo;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Leads each new socket to its place in its room. An EJB, because that is what every server can inject into a WebSocket endpoint. Thread-safe. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Lobby {

    @EJB
    Connections connections;

    @EJB
    RoomRegistry rooms;

    @Inject
    FrameLimits limits;

    /** Greets the session's user in the room; null if he may not be there after all, and then the session is closed. */
    public @Nullable Visit enter(Session session, String roomId) throws IOException {
        Arrival arrival = Arrival.of(session);
        if (arrival == null) {
            // the handshake lets nobody through without one
            session.close(new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, "Unauthorized"));
            return null;
        }
        Caller caller = arrival.caller();
        Query query = arrival.query();
        WebSocketConnection connection = connections.open(session, caller, UserInfo.parse(query.first("presenceInfo")));
        try {
            Attendee attendee = rooms.join(connection, new RoomId(roomId), options(query));
            return new Visit(connection, attendee, limits);
        } catch (Refused refused) {
            connection.close(CloseCode.TERMINATED, refused.code().sentence());
        } catch (RuntimeException e) {
            System.getLogger(Lobby.class.getName())
                    .log(System.Logger.Level.ERROR, "a connection could not be let in", e);
            connection.close(CloseCode.INTERNAL, "websocket_setup_failed");
        }
        return null;
    }

    private static JoinOptions options(Query query) {
        String limit = query.first("replayLimit");
        return JoinOptions.of(
                query.first("replay"), limit == null ? query.first("historyLimit") : limit, query.first("cache"));
    }
}
