package ee.fluxychat.operator;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.platform.AllowedOrigins;
import ee.fluxychat.platform.Settings;
import ee.fluxychat.room.RoomId;
import ee.fluxychat.room.RoomKey;

/** The demo as the operator configured it: whether there is one, where, and for whom. */
record Demo(boolean isEnabled, RoomId room, UserId guest, int ttlSeconds, AllowedOrigins origins) {

    /** The tenant that the demo room belongs to. */
    static final ProjectId PROJECT = new ProjectId("demo");

    private static final int TTL_MIN = 300;
    private static final int TTL_DEFAULT = 1_800;
    private static final int TTL_MAX = 3_600;

    static Demo of(Settings settings) {
        int ttl = settings.number("DEMO_TOKEN_TTL_SECONDS", TTL_DEFAULT);
        return new Demo(
                settings.flag("DEMO_ENABLED", false),
                new RoomId(settings.id("DEMO_ROOM_ID").orElse("public-demo-room")),
                new UserId(settings.id("DEMO_USER_ID").orElse("demo-guest")),
                Math.min(Math.max(ttl, TTL_MIN), TTL_MAX),
                AllowedOrigins.parse(settings.text("DEMO_ALLOWED_ORIGINS").orElse("")));
    }

    RoomKey key() {
        return new RoomKey(PROJECT, room);
    }
}
