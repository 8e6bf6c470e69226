package ee.fluxychat.room;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Refused;

/** Who may enter a room and who may write there; the same for every transport. Thread-safe. */
public final class Access {

    private final Members members;

    public Access(Members members) {
        this.members = members;
    }

    /** The caller's seat; an unknown room, a foreign one and one he is not a member of are refused alike. */
    public Seat toRead(Caller caller, RoomId room) {
        Refused.when(caller.onlyRoom() != null && !caller.onlyRoom().equals(room.value()), ErrorCode.NOT_A_MEMBER);
        return members.standing(new RoomKey(caller.project(), room), caller.user())
                .filter(standing -> isOpen(caller, standing))
                .map(standing -> new Seat(standing.room(), standing.member()))
                .orElseThrow(() -> new Refused(ErrorCode.NOT_A_MEMBER));
    }

    /** As {@link #toRead}, for those who may also post. */
    public Seat toPost(Caller caller, RoomId room) {
        Seat seat = toRead(caller, room);
        requirePoster(caller, seat);
        return seat;
    }

    /** As {@link #toRead}, for those who may also edit, delete and react. */
    public Seat toWrite(Caller caller, RoomId room) {
        requireWriter(caller);
        return toRead(caller, room);
    }

    /** Refuses whoever may post nothing here: guests, and most people in an announcement room. */
    public static void requirePoster(Caller caller, Seat seat) {
        requireWriter(caller);
        Refused.when(
                seat.room().type() == RoomType.ANNOUNCEMENT
                        && !caller.isAdmin()
                        && seat.member()
                                .filter(member -> member.role().mayAnnounce())
                                .isEmpty(),
                ErrorCode.ANNOUNCEMENT_READ_ONLY);
    }

    /** Refuses guests, who only read. */
    public static void requireWriter(Caller caller) {
        Refused.when(caller.isGuestOnly(), ErrorCode.GUEST_READ_ONLY);
    }

    private static boolean isOpen(Caller caller, Members.Standing standing) {
        boolean isPublic = standing.room().type() == RoomType.PUBLIC;
        return caller.isGuestOnly()
                ? isPublic
                : caller.isAdmin() || isPublic || standing.member().isPresent();
    }
}
