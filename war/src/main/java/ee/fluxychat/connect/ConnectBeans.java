package ee.fluxychat.connect;

import ee.fluxychat.quota.RateLimits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what the sockets share. */
@ApplicationScoped
public class ConnectBeans {

    @Produces
    @Singleton
    FrameLimits limits(RateLimits limits) {
        return new FrameLimits(limits);
    }
}
