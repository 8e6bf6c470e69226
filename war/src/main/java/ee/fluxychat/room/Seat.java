package ee.fluxychat.room;

import java.util.Optional;

/** A caller's place in a room he may enter; {@code member} is empty for admins and for visitors of public rooms. */
public record Seat(RoomRecord room, Optional<Member> member) {}
