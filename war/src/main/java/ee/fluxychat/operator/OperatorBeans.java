package ee.fluxychat.operator;

import ee.fluxychat.identity.Projects;
import ee.fluxychat.platform.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what the operator's resources share. */
@ApplicationScoped
public class OperatorBeans {

    @Produces
    @Singleton
    Tenancy tenancy(Projects projects, Settings settings) {
        return new Tenancy(projects, settings);
    }
}
