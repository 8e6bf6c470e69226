package ee.fluxychat.connect;

import ee.fluxychat.room.Attendee;
import ee.fluxychat.wire.ClientFrame;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.FrameDecoder;
import ee.fluxychat.wire.Refused;
import jakarta.json.JsonObject;
import jakarta.websocket.PongMessage;
import org.jspecify.annotations.Nullable;

/** One client's stay in one room: decodes what it says, asks the limits, and hands it to the room. Called by one thread at a time. */
public final class Visit {

    private final WebSocketConnection connection;
    private final Attendee attendee;
    private final FrameLimits limits;

    Visit(WebSocketConnection connection, Attendee attendee, FrameLimits limits) {
        this.connection = connection;
        this.attendee = attendee;
        this.limits = limits;
        connection.whenOver(attendee::leave);
    }

    /** A text frame. Whatever is wrong with it is answered to this client alone, and the connection stays. */
    void heard(String text) {
        if (!connection.heard()) {
            return;
        }
        @Nullable String ref = null;
        try {
            JsonObject object = FrameDecoder.object(text);
            ref = FrameDecoder.ref(object);
            ClientFrame frame = FrameDecoder.frame(object);
            limits.require(frame, connection.caller(), attendee.seat().room().key());
            attendee.accept(frame, ref);
        } catch (Refused refused) {
            attendee.refuse(refused, ref);
        } catch (RuntimeException e) {
            System.getLogger(Visit.class.getName()).log(System.Logger.Level.ERROR, "a frame could not be handled", e);
            attendee.refuse(new Refused(ErrorCode.FRAME_FAILED), ref);
        }
    }

    /** A binary frame: the protocol has none. */
    void heardBinary() {
        if (connection.heard()) {
            attendee.refuse(new Refused(ErrorCode.INVALID_FRAME), null);
        }
    }

    void heardPong(PongMessage pong) {
        connection.onPong(pong);
    }

    /** The container says that the session is over. */
    void over() {
        connection.over();
    }
}
