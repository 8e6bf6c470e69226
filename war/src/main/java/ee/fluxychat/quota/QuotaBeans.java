package ee.fluxychat.quota;

import ee.fluxychat.platform.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Gives everybody the same counts. */
@ApplicationScoped
public class QuotaBeans {

    @Produces
    @Singleton
    RateLimits limits(Settings settings, InstantSource clock) {
        return new RateLimits(settings, clock);
    }
}
