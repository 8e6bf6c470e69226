package ee.fluxychat.tck.provision;

import ee.fluxychat.tck.client.Http;
import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.target.ProvisioningFailed;
import java.util.List;

/** A way to get two projects to work in. For one thread. */
public interface Provisioner {

    /** How the command line and the reports call it. */
    String name();

    /** Gets the projects, every new name beginning with {@code run}; fails with {@link ProvisioningFailed} and the reason. */
    Provision provision(Http http, String run, Transcript transcript);

    /** What {@link #provision} does, step by step, for somebody who wants to know before it is done. Secrets are left out. */
    List<String> steps();

    /** Gives back what was made for this run, as far as the way allows. */
    default void cleanUp(String run) {}
}
