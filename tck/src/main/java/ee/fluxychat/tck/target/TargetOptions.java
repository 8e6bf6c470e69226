package ee.fluxychat.tck.target;

import ee.fluxychat.tck.provision.KeyProvisioner;
import ee.fluxychat.tck.provision.Program;
import ee.fluxychat.tck.provision.Provisioner;
import ee.fluxychat.tck.provision.Tenant;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where a target is and what the kit may do there. Provisioners are tried in order until one succeeds; {@code control} kills and starts the
 * server; {@code nodes} are further URLs of the same service.
 */
public record TargetOptions(
        URI base,
        List<Provisioner> provisioners,
        RateLimits rateLimits,
        double timeoutScale,
        List<URI> nodes,
        Optional<Program> control) {

    /** A target with one API key and nothing else. */
    public static TargetOptions of(URI base, String key) {
        return of(base, Tenant.withKey(key));
    }

    /** A target with one project. */
    public static TargetOptions of(URI base, Tenant project) {
        return new TargetOptions(
                base, List.of(new KeyProvisioner(project)), RateLimits.AUTO, 1.0, List.of(), Optional.empty());
    }

    /** The same target, its rate limits known. */
    public TargetOptions with(RateLimits known) {
        return new TargetOptions(base, provisioners, known, timeoutScale, nodes, control);
    }

    /** The same target, to be waited for so many times longer. */
    public TargetOptions scaled(double scale) {
        return new TargetOptions(base, provisioners, rateLimits, scale, nodes, control);
    }
}
