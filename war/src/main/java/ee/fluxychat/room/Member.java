package ee.fluxychat.room;

import ee.fluxychat.identity.UserId;

/** A user's membership of one room. Time in milliseconds since 1970. */
public record Member(UserId user, RoomRole role, long joinedAt) {}
