package ee.fluxychat.tck.provision;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Http;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.target.Project;
import ee.fluxychat.tck.target.ProvisioningFailed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Works with one API key; asks an owner of that project for a second project, and does without where that is refused. */
public final class KeyProvisioner implements Provisioner {

    /** How a second project is asked for. */
    static final List<String> STEPS = List.of(
            "POST /auth/token {\"userId\":\"RUN_owner\",\"roles\":[\"owner\"],\"ttlSeconds\":600} with the key in X-Fluxy-Api-Key: mints a token for an owner",
            "POST /admin/projects {\"name\":\"fluxychat-tck RUN\"} with that token: creates a second project, for the cases about tenants; where it is refused those are skipped");

    private final Tenant home;

    public KeyProvisioner(Tenant home) {
        this.home = home;
    }

    @Override
    public String name() {
        return "key";
    }

    @Override
    public List<String> steps() {
        return Stream.concat(
                        Stream.of(
                                "takes the given key's project as it is: rooms and users are created in it, their ids beginning with RUN"),
                        STEPS.stream())
                .toList();
    }

    @Override
    public Provision provision(Http http, String run, Transcript transcript) {
        try {
            Tenant further = Tenant.withKey(furtherProject(home.key(), http, run, transcript));
            return new Provision(home, Optional.of(further), List.of(stays("POST /admin/projects", run)));
        } catch (ProvisioningFailed | Mismatch notOffered) {
            return new Provision(
                    home,
                    Optional.empty(),
                    List.of("no second project, so cases about tenants are skipped: " + notOffered.getMessage()));
        }
    }

    /** Has an owner of this project open a further one; answers its key. */
    static String furtherProject(String key, Http http, String run, Transcript transcript) {
        Answer minted = Project.asksForToken(
                http,
                key,
                Json.object("userId", run + "_owner", "roles", List.of("owner"), "ttlSeconds", 600),
                transcript);
        if (minted.status() != 200) {
            throw new ProvisioningFailed("POST /auth/token answered " + minted.status());
        }
        Answer created = http.call(transcript, "the owner", "POST", "/admin/projects")
                .bearer(minted.json().text("token"))
                .json(Json.object("name", "fluxychat-tck " + run))
                .send();
        if (created.status() != 200) {
            throw new ProvisioningFailed("POST /admin/projects answered " + created.status());
        }
        return keyOf(created.json());
    }

    /** What a report says of a project that the kit had made: there is no request to remove it. */
    static String stays(String madeBy, String run) {
        return "the project \"fluxychat-tck " + run + "\", made by " + madeBy + ", stays at the target";
    }

    static String keyOf(Fields answer) {
        return answer.has("apiKey")
                ? answer.text("apiKey")
                : answer.object("project").text("apiKey");
    }
}
