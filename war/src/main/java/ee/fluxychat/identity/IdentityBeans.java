package ee.fluxychat.identity;

import ee.fluxychat.platform.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes what knows and issues identities. */
@ApplicationScoped
public class IdentityBeans {

    @Produces
    @Singleton
    ApiKeys keys(Settings settings) {
        return new ApiKeys(settings.text("API_KEY_HASH_SALT")
                .orElseGet(() -> SecretFile.of(settings.dataFolder(), "api-key-pepper")));
    }

    @Produces
    @Singleton
    Provisioning provisioning(Projects projects, ApiKeys keys, InstantSource clock) {
        return new Provisioning(projects, keys, clock);
    }

    @Produces
    @Singleton
    TokenVerifier verifier(Projects projects, InstantSource clock) {
        return new TokenVerifier(projects, clock);
    }

    @Produces
    @Singleton
    TokenIssuer issuer(InstantSource clock) {
        return new TokenIssuer(clock);
    }
}
