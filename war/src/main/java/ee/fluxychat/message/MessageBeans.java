package ee.fluxychat.message;

import ee.fluxychat.room.Access;
import ee.fluxychat.room.Timeline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Makes what the resources of this package share. */
@ApplicationScoped
public class MessageBeans {

    /** Longer than a group commit waits for its turn, shorter than proxies wait for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    @Produces
    @Singleton
    Seats seats(Access access) {
        return new Seats(access);
    }

    @Produces
    @Singleton
    Appender appender(Timeline timeline) {
        return new Appender(timeline, PATIENCE);
    }
}
