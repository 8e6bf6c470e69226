package ee.fluxychat.tck.provision;

import ee.fluxychat.tck.client.Http;
import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.target.ProvisioningFailed;
import java.util.List;
import java.util.Optional;

/** Takes the projects that a vendor wrote into a file, and creates none. */
public final class FixtureProvisioner implements Provisioner {

    private final List<Tenant> projects;

    public FixtureProvisioner(List<Tenant> projects) {
        this.projects = List.copyOf(projects);
    }

    @Override
    public String name() {
        return "fixture";
    }

    @Override
    public List<String> steps() {
        return switch (projects.size()) {
            case 0 -> List.of("fails: the configuration names no project");
            case 1 -> new KeyProvisioner(projects.get(0)).steps();
            default ->
                List.of(
                        "takes the first project that was given as the home of most cases: rooms and users are created in it, their ids beginning with RUN",
                        "takes the second one for the cases about tenants; creates no project");
        };
    }

    @Override
    public Provision provision(Http http, String run, Transcript transcript) {
        if (projects.isEmpty()) {
            throw new ProvisioningFailed("the configuration names no project");
        }
        return projects.size() > 1
                ? new Provision(projects.get(0), Optional.of(projects.get(1)), List.of())
                : new KeyProvisioner(projects.get(0)).provision(http, run, transcript);
    }
}
