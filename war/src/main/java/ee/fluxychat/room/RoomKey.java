package ee.fluxychat.room;

import ee.fluxychat.identity.ProjectId;

/** Which room, on the whole server: every question about a room begins with its project. */
public record RoomKey(ProjectId project, RoomId room) {}
