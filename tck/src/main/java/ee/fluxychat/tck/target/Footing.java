package ee.fluxychat.tck.target;

import ee.fluxychat.tck.client.Http;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.provision.Provision;
import ee.fluxychat.tck.provision.Provisioner;
import ee.fluxychat.tck.provision.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a run stands on at a target: who provided it, the project that most cases work in, and a second one if there is one. */
record Footing(Provisioner provisioner, Provision provision, Project home, Optional<Project> other) {

    /** Tries the provisioners in turn until one provides projects whose keys mint tokens; else fails with what each of them met. */
    static Footing at(TargetOptions options, Http http, String run) {
        List<String> refusals = new ArrayList<>();
        for (Provisioner each : options.provisioners()) {
            try {
                return by(each, http, run);
            } catch (ProvisioningFailed | Mismatch failed) {
                refusals.add(each.name() + ": " + failed.getMessage());
            }
        }
        throw new ProvisioningFailed("the kit got no project to work in. " + String.join("; ", refusals));
    }

    private static Footing by(Provisioner provisioner, Http http, String run) {
        Provision got = provisioner.provision(http, run, new Transcript());
        if (got.other().filter(each -> each.key().equals(got.home().key())).isPresent()) {
            provisioner.cleanUp(run);
            throw new ProvisioningFailed(
                    "both keys are the same: give the key of a second project, or of one project only");
        }
        try {
            return new Footing(
                    provisioner,
                    got,
                    minting("first", got.home(), http, run),
                    got.other().map(tenant -> minting("second", tenant, http, run)));
        } catch (ProvisioningFailed useless) {
            provisioner.cleanUp(run);
            throw useless;
        }
    }

    /** The project, once its key has minted a member's token: without one nothing can be judged, and nothing is found wrong either. */
    private static Project minting(String which, Tenant tenant, Http http, String run) {
        Project project = new Project(tenant, http, run);
        try {
            Person alice = project.person("alice", List.of("member"), new Transcript());
            return tenant.secret()
                            .filter(each -> !Jwt.isSigned(alice.token(), each))
                            .isPresent()
                    ? project.withoutSecret()
                    : project;
        } catch (Mismatch silent) { // no answer, or none that can be read: it need not be the key's fault
            throw new ProvisioningFailed(
                    "no token for a member of the " + which + " project (" + silent.getMessage() + ")");
        } catch (ProvisioningFailed refused) {
            throw new ProvisioningFailed("the key of the " + which + " project mints no token for a member ("
                    + refused.getMessage() + "): give the key of a project that may mint tokens for any user");
        }
    }
}
