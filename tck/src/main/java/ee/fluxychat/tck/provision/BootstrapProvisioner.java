package ee.fluxychat.tck.provision;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Http;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.target.ProvisioningFailed;
import java.util.List;
import java.util.stream.Stream;

/** Opens the first project with the operator's bootstrap secret, the second as an owner of the first. */
public final class BootstrapProvisioner implements Provisioner {

    private final String secret;

    public BootstrapProvisioner(String secret) {
        this.secret = secret;
    }

    @Override
    public String name() {
        return "bootstrap";
    }

    @Override
    public List<String> steps() {
        return Stream.concat(
                        Stream.of(
                                "POST /platform/bootstrap {\"name\":\"fluxychat-tck RUN\"} with X-Fluxy-Bootstrap-Secret: creates the first project and answers its API key; anything but 200 ends this way"),
                        KeyProvisioner.STEPS.stream())
                .toList();
    }

    @Override
    public Provision provision(Http http, String run, Transcript transcript) {
        Answer answer = http.call(transcript, "the operator", "POST", "/platform/bootstrap")
                .header("X-Fluxy-Bootstrap-Secret", secret)
                .json(Json.object("name", "fluxychat-tck " + run))
                .send();
        if (answer.status() != 200) {
            throw new ProvisioningFailed("POST /platform/bootstrap answered " + answer.status() + " " + answer.gist());
        }
        Tenant home = Tenant.withKey(KeyProvisioner.keyOf(answer.json()));
        return new KeyProvisioner(home)
                .provision(http, run, transcript)
                .noting(KeyProvisioner.stays("POST /platform/bootstrap", run));
    }
}
