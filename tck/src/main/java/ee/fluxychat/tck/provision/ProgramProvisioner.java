package ee.fluxychat.tck.provision;

import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Http;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.provision.Tenant.KnownUser;
import ee.fluxychat.tck.target.ProvisioningFailed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets a vendor's {@link Program} make the projects ({@code provision}) and remove them at the end ({@code cleanup}). */
public final class ProgramProvisioner implements Provisioner {

    private final Program program;

    public ProgramProvisioner(Program program) {
        this.program = program;
    }

    @Override
    public String name() {
        return "program";
    }

    @Override
    public List<String> steps() {
        return List.of(
                "starts the program and writes {\"op\":\"provision\",\"run\":\"RUN\"} to it as one line",
                "reads one line, {\"projects\":[{\"key\":\"fc_…\"},…]}: the first project is the home of most cases, the second one is for the cases about tenants; with only one, an owner of it asks for another by POST /admin/projects",
                "at the end starts it again and writes {\"op\":\"cleanup\",\"run\":\"RUN\"}");
    }

    @Override
    public Provision provision(Http http, String run, Transcript transcript) {
        try {
            List<Tenant> projects = program.does("provision", run).objects("projects").stream()
                    .map(ProgramProvisioner::tenant)
                    .toList();
            return new FixtureProvisioner(projects).provision(http, run, transcript);
        } catch (Mismatch wrong) {
            throw new ProvisioningFailed("the program's answer to provision: " + wrong.getMessage());
        }
    }

    @Override
    public void cleanUp(String run) {
        program.does("cleanup", run);
    }

    private static Tenant tenant(Fields project) {
        Map<String, KnownUser> users = new LinkedHashMap<>();
        if (project.has("users")) {
            Fields known = project.object("users");
            known.names().forEach(name -> users.put(name, user(known.object(name))));
        }
        return new Tenant(project.text("key"), optional(project, "secret"), users);
    }

    private static KnownUser user(Fields user) {
        return new KnownUser(user.text("id"), optional(user, "token"));
    }

    private static Optional<String> optional(Fields fields, String name) {
        return fields.says(name) ? Optional.of(fields.text(name)) : Optional.empty();
    }
}
