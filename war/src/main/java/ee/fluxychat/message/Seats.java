package ee.fluxychat.message;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.room.Access;
import ee.fluxychat.room.RoomId;
import ee.fluxychat.room.Seat;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.Text;
import java.util.function.Supplier;

/** {@link Access} for requests: room ids as a path has them, refusals in the words of HTTP. Thread-safe. */
final class Seats {

    private final Access access;

    Seats(Access access) {
        this.access = access;
    }

    /** The caller's seat in a room he may read. */
    Seat toRead(Caller caller, String room) {
        return inWordsOfHttp(() -> access.toRead(caller, roomId(room)));
    }

    /** Whether the caller may read a room. */
    boolean mayRead(Caller caller, String room) {
        try {
            toRead(caller, room);
            return true;
        } catch (Refused closed) {
            return false;
        }
    }

    /** The caller's seat in a room he may post to. */
    Seat toPost(Caller caller, String room) {
        return inWordsOfHttp(() -> access.toPost(caller, roomId(room)));
    }

    /** The caller's seat in a room whose messages he may change and react to. */
    Seat toWrite(Caller caller, String room) {
        return inWordsOfHttp(() -> access.toWrite(caller, roomId(room)));
    }

    /** Refuses whoever does not run the project. */
    static void requireAdmin(Caller caller) {
        Refused.when(!caller.isAdmin(), ErrorCode.FORBIDDEN);
    }

    /** An id that no room can have is refused like a room that does not exist. */
    private static RoomId roomId(String room) {
        Refused.when(!Text.isId(room), ErrorCode.FORBIDDEN);
        return new RoomId(room);
    }

    private static Seat inWordsOfHttp(Supplier<Seat> question) {
        try {
            return question.get();
        } catch (Refused refused) {
            throw refused.code() == ErrorCode.NOT_A_MEMBER ? new Refused(ErrorCode.FORBIDDEN) : refused;
        }
    }
}
