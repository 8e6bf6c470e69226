package ee.fluxychat.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Gives everybody the same settings and the same clock. */
@ApplicationScoped
public class PlatformBeans {

    @Produces
    @Singleton
    Settings settings() {
        return new Settings();
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return new Clock();
    }
}
