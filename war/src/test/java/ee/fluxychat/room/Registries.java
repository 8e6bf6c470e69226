package ee.fluxychat.room;

import java.time.InstantSource;

/** Registries outside of a container. */
@SuppressWarnings("UnnecessaryAssignment") // plays the container, which would fill the injected fields
public final class Registries {

    private Registries() {}

    /** A started registry over a timeline. Its threads are daemons and end with the tests. */
    public static RoomRegistry over(Timeline timeline, Access access, InstantSource clock) {
        RoomRegistry registry = new RoomRegistry();
        registry.timeline = timeline;
        registry.access = access;
        registry.clock = clock;
        registry.start();
        return registry;
    }
}
