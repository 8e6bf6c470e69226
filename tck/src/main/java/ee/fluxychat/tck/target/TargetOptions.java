package ee.fluxychat.tck.target;

import ee.fluxychat.tck.hooks.HookSite;
import ee.fluxychat.tck.provision.Control;
import ee.fluxychat.tck.provision.KeyProvisioner;
import ee.fluxychat.tck.provision.Provisioner;
import ee.fluxychat.tck.provision.Tenant;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where a target is and what the kit may do there. Provisioners are tried in order until one succeeds; {@code control} kills and starts the
 * server; {@code nodes} are further URLs of the same service; {@code burst} is how many messages each talker of a storm says where nothing
 * limits him; {@code hooks} is where the kit hears webhooks.
 */
public record TargetOptions(
        URI base,
        List<Provisioner> provisioners,
        RateLimits rateLimits,
        double timeoutScale,
        List<URI> nodes,
        Optional<Control> control,
        int burst,
        HookSite hooks) {

    /** How many messages each talker of a storm says where nothing limits him. */
    private static final int BURST = 500;

    /** A target with one API key and nothing else. */
    public static TargetOptions of(URI base, String key) {
        return of(base, Tenant.withKey(key));
    }

    /** A target with one project. */
    public static TargetOptions of(URI base, Tenant project) {
        return of(base, List.of(new KeyProvisioner(project)));
    }

    /** A target with ways to get projects there. */
    public static TargetOptions of(URI base, List<Provisioner> provisioners) {
        return new TargetOptions(
                base, provisioners, RateLimits.AUTO, 1.0, List.of(), Optional.empty(), BURST, HookSite.unsaid());
    }

    /** The same target, its rate limits known. */
    public TargetOptions with(RateLimits known) {
        return new TargetOptions(base, provisioners, known, timeoutScale, nodes, control, burst, hooks);
    }

    /** The same target, to be waited for so many times longer. */
    public TargetOptions scaled(double scale) {
        return new TargetOptions(base, provisioners, rateLimits, scale, nodes, control, burst, hooks);
    }

    /** The same target, each talker of a storm saying so much. */
    public TargetOptions bursting(int messages) {
        return new TargetOptions(base, provisioners, rateLimits, timeoutScale, nodes, control, messages, hooks);
    }

    /** The same target with further nodes. */
    public TargetOptions with(List<URI> furtherNodes) {
        return new TargetOptions(base, provisioners, rateLimits, timeoutScale, furtherNodes, control, burst, hooks);
    }

    /** The same target, which can be killed and started. */
    public TargetOptions with(Control given) {
        return new TargetOptions(base, provisioners, rateLimits, timeoutScale, nodes, Optional.of(given), burst, hooks);
    }

    /** The same target, which tells webhooks there. */
    public TargetOptions with(HookSite site) {
        return new TargetOptions(base, provisioners, rateLimits, timeoutScale, nodes, control, burst, site);
    }
}
