package ee.fluxychat.tck.target;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.client.Witness.Ear;
import ee.fluxychat.tck.hooks.Postbox;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The webhooks of one case, heard at the kit's own receiver; they end with it. For one thread. */
public final class Webhooks {

    private static final Set<Integer> NOT_OFFERED = Set.of(404, 405, 501);

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\..*|\\[(::|0:0:0:0:0:0:0:)1]");

    private final Scene scene;
    private final List<Hook> hooks = new ArrayList<>();
    private final List<Postbox> boxes = new ArrayList<>();

    Webhooks(Scene scene) {
        this.scene = scene;
    }

    /** Demands that the target offers webhooks; found out once. */
    public void require() {
        scene.target().once("webhooks", this::offered);
    }

    private int offered() {
        int status = scene.admin().posts("/webhooks/register").status();
        if (NOT_OFFERED.contains(status)) {
            throw new Skipped("the target offers no webhooks: POST /webhooks/register answers " + status);
        }
        return status;
    }

    /** Registers a webhook of the home project for events of these types. */
    public Hook hook(String... types) {
        return hookOf(scene.admin(), types);
    }

    /** Registers somebody's webhook for events of these types; its deliveries are signed. */
    public Hook hookOf(Person owner, String... types) {
        requireDeliveries();
        return register(owner, types);
    }

    /** Opens a place for deliveries that somebody has yet to register. */
    public Postbox postbox(Person owner) {
        requireDeliveries();
        return open(owner);
    }

    /** Whether the kit hears on loopback, which the operator then has allowed. */
    public boolean areHeardOnLoopback() {
        try {
            return LOOPBACK.matcher(scene.target().receiver().url().getHost()).matches();
        } catch (Skipped nowhere) {
            return false;
        }
    }

    /** Asks for a webhook. */
    public Answer asks(Person owner, URI url, String secret, String... types) {
        return owner.posts("/webhooks/register", "url", url, "eventTypes", List.of(types), "secret", secret);
    }

    /** Takes a webhook that was asked for as one of this case. */
    public Hook registered(Person owner, Postbox box, String secret, Fields webhook) {
        Hook hook = new Hook(owner, secret, box, webhook);
        hooks.add(hook);
        return hook;
    }

    private Hook register(Person owner, String... types) {
        Postbox box = open(owner);
        String secret = "s3cret-" + scene.marker();
        Answer answer = asks(owner, box.url(), secret, types);
        requireAllowed(answer, box.url());
        return registered(owner, box, secret, answer.is(200).json().object("webhook"));
    }

    private Postbox open(Person owner) {
        Postbox box = scene.target()
                .receiver()
                .box(
                        new Ear(owner.name() + "'s webhook", owner.token(), ""),
                        scene.transcript(),
                        scene.http().patience());
        boxes.add(box);
        return box;
    }

    /** What only the operator can allow is no fault of the server. */
    private static void requireAllowed(Answer answer, URI url) {
        if (answer.status() == 400 && answer.body().contains("ssrf_blocked")) {
            throw new Skipped(
                    "the target calls nothing at " + url.getHost()
                            + ", where the kit hears webhooks (ssrf_blocked): allow it that host, as by ALLOWED_SSRF_HOSTS, or give another by --hook-bind");
        } else if (answer.status() == 400 && answer.body().contains("webhook_secret_encryption_required")) {
            throw new Skipped("the target cannot keep secrets of webhooks yet: webhook_secret_encryption_required");
        }
    }

    /** Demands that events reach the kit; found out once. */
    private void requireDeliveries() {
        require();
        scene.target().once("deliveries of webhooks", this::delivered);
    }

    private String delivered() {
        Hook first = register(scene.admin(), "message.created");
        String marker = scene.marker();
        scene.room("alice").posts(scene.person("alice"), marker);
        try {
            return first.hearsOf(marker).id();
        } catch (Mismatch nothing) {
            if (scene.target().isHookSiteSaid()) {
                throw nothing;
            }
            throw new Skipped(
                    "nothing came to " + first.box().url()
                            + ", which the target may not reach: give --hook-bind, and --hook-url where it has another name there");
        }
    }

    /** Ends all of them; nothing that still comes counts. */
    void end() {
        boxes.forEach(each -> scene.target().receiver().forgets(each));
        hooks.forEach(Hook::ends);
    }
}
