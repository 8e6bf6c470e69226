package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;
import static java.nio.charset.StandardCharsets.UTF_8;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Expect;
import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.hooks.Delivery;
import ee.fluxychat.tck.hooks.Postbox;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Hook;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import ee.fluxychat.tck.target.Webhooks;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Who registers webhooks, where they may lead, and what is told of them. */
@Chapter("Webhooks")
final class WebhookCases {

    private static final int LOOKS = 20;

    private static final List<String> INSIDE = List.of(
            "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "[fe80::1]", "[fd00::1]", "[::ffff:10.0.0.1]");

    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]");

    private final Scene scene;
    private final Webhooks webhooks;

    WebhookCases(Scene scene) {
        this.scene = scene;
        this.webhooks = scene.webhooks();
    }

    @Clause("HOOK-NEW-1")
    void answersWhatWasRegistered() {
        Person admin = scene.admin();
        Postbox box = webhooks.postbox(admin);

        Fields webhook = webhooks.asks(admin, box.url(), "s3cret", "message.created", "mention")
                .is(200)
                .json()
                .object("webhook");
        webhooks.registered(admin, box, "s3cret", webhook);

        expect("id", webhook.text("id")).toBe("not empty", each -> !each.isBlank());
        expect("projectId", webhook.text("projectId"))
                .toBe(scene.target().home().id(scene.transcript()));
        expect("url", webhook.text("url")).toBe(box.url().toString());
        expect("secretSet", webhook.flag("secretSet")).toBe(true);
    }

    @Clause("HOOK-NEW-2")
    void refusesWhatIsNoWebhook() {
        Person admin = scene.admin();
        URI url = webhooks.postbox(admin).url();
        List<String> types = List.of("message.created");

        admin.posts("/webhooks/register", "eventTypes", types).refuses(400);
        admin.posts("/webhooks/register", "url", 7, "eventTypes", types).refuses(400);
        admin.posts("/webhooks/register", "url", url).refuses(400);
        admin.posts("/webhooks/register", "url", url, "eventTypes", List.of()).refuses(400);
        admin.posts("/webhooks/register", "url", url, "eventTypes", "message.created")
                .refuses(400);

        Fields refusal = webhooks.asks(admin, url, "s3cret", "message.created", "message.sung")
                .refuses(400, "unknown_event_types");
        expect("unknown", refusal.texts("unknown")).toBe(List.of("message.sung"));
    }

    @Clause("HOOK-WHO-1")
    void letsNobodyButAnAdminRuleWebhooks() {
        Hook hook = webhooks.hook("message.created");
        for (Person each : List.of(scene.person("alice"), scene.guest("gus"), scene.mod())) {
            webhooks.asks(each, hook.box().url(), "s3cret", "message.created").refuses(403);
            each.patches(hook.path(), "eventTypes", List.of("mention")).refuses(403);
            each.deletes(hook.path()).refuses(403);
        }
        scene.anonymous("POST", "/webhooks/register")
                .json(Json.object("url", hook.box().url(), "eventTypes", List.of("message.created")))
                .send()
                .is(401);
        scene.anonymous("DELETE", hook.path()).send().is(401);

        stillHears(hook);
    }

    private void stillHears(Hook hook) {
        String text = scene.marker();
        scene.room("alice").posts(scene.person("alice"), text);
        hook.hearsOf(text);
    }

    @Clause("HOOK-SECRET-1")
    void tellsASecretToNobody() {
        Person admin = scene.admin();
        Postbox box = webhooks.postbox(admin);
        String secret = scene.marker();
        Answer answer = webhooks.asks(admin, box.url(), secret, "message.created");
        Hook hook =
                webhooks.registered(admin, box, secret, answer.is(200).json().object("webhook"));
        stillHears(hook);

        keepsSecret(secret, answer);
        keepsSecret(secret, admin.gets("/admin/webhooks"));
        keepsSecret(secret, admin.gets("/admin/webhooks/summary"));
        keepsSecret(secret, admin.gets("/admin/webhooks/deliveries"));
        keepsSecret(secret, admin.gets(hook.path()));
        keepsSecret(secret, admin.patches(hook.path(), "eventTypes", List.of("mention")));
    }

    private static void keepsSecret(String secret, Answer answer) {
        expect("the answer to " + answer.to(), answer.body())
                .toBe("not to tell the secret", each -> !each.contains(secret));
    }

    @Clause("HOOK-SSRF-1")
    void registersNothingInsideTheOperatorsNetwork() {
        webhooks.require();
        for (URI each : inside()) {
            webhooks.asks(scene.admin(), each, "s3cret", "message.created").refuses(400, "ssrf_blocked");
        }
    }

    @Clause("HOOK-SSRF-2")
    void leadsNothingInsideTheOperatorsNetwork() {
        Hook hook = webhooks.hook("message.created");
        for (URI each : inside()) {
            scene.admin().patches(hook.path(), "url", each).refuses(400, "ssrf_blocked");
        }

        stillHears(hook);
    }

    /** An operator whose server is to reach the kit on loopback may have allowed all of that. */
    private List<URI> inside() {
        List<String> hosts = new ArrayList<>(INSIDE);
        if (!webhooks.areHeardOnLoopback()) {
            hosts.addAll(LOOPBACK);
        }
        return hosts.stream()
                .map(each -> URI.create("http://" + each + "/hook"))
                .toList();
    }

    @Clause("HOOK-CHANGE-1")
    void changesAndEndsWebhooks() {
        Person admin = scene.admin();
        Hook changed = webhooks.hook("mention");
        Hook ended = webhooks.hook("message.created");

        expect("ok", isOk(admin.patches(changed.path(), "eventTypes", List.of("message.created"))))
                .toBe(true);
        expect("ok", isOk(admin.deletes(ended.path()))).toBe(true);
        stillHears(changed);
        stillHears(changed);

        expect("deliveries after the end", ended.box().unread()).toBe(List.of());
        admin.patches(changed.path()).refuses(400);
        admin.patches(ended.path(), "eventTypes", List.of("mention")).refuses(404);
        admin.deletes(ended.path()).refuses(404);
    }

    private static boolean isOk(Answer answer) {
        return answer.is(200).json().flag("ok");
    }

    @Clause("HOOK-TYPE-1")
    void tellsAnybodyWhatThereIsToHear() {
        webhooks.require();

        Fields answer =
                scene.anonymous("GET", "/webhooks/event-types").send().is(200).json();

        expect("event types", answer.texts(answer.has("events") ? "events" : "eventTypes"))
                .toBe(
                        "to have message.created and mention",
                        each -> each.containsAll(List.of("message.created", "mention")));
    }

    @Clause("HOOK-LIST-1")
    void listsWebhooksAndDeliveriesToWhoRules() {
        Hook hook = webhooks.hook("message.created");
        Room room = scene.room("alice");
        Delivery delivery = heard(hook, room);

        Fields listed = listed(scene.admin(), "/admin/webhooks", "webhooks", hook.id());
        expect("url", listed.text("url")).toBe(hook.box().url().toString());
        expect("event_types", listed.text("event_types")).toBe("message.created");
        expect("fate of a delivery that was taken", fateOf(delivery, hook, room))
                .toBe("delivered");

        for (Person each : List.of(scene.person("alice"), scene.guest("gus"))) {
            each.gets("/admin/webhooks").is(403);
            each.gets("/admin/webhooks/deliveries").is(403);
        }
        scene.anonymous("GET", "/admin/webhooks").send().is(401);
        scene.anonymous("GET", "/admin/webhooks/deliveries").send().is(401);
    }

    private Delivery heard(Hook hook, Room room) {
        String text = scene.marker();
        room.posts(scene.person("alice"), text);
        return hook.hearsOf(text);
    }

    private static Fields listed(Person operator, String path, String what, String id) {
        List<Fields> all = operator.gets(path).is(200).json().objects(what);
        return all.stream()
                .filter(each -> each.text("id").equals(id))
                .findFirst()
                .orElseThrow(() -> Expect.unlike("what " + path + " lists", "to have " + id, all.toString()));
    }

    /** What the list says once it is decided: that is written down after the delivery was answered, maybe after the next ones have come. */
    private String fateOf(Delivery delivery, Hook hook, Room room) {
        String fate = "pending";
        for (int i = 0; i < LOOKS && fate.equals("pending"); i++) {
            heard(hook, room);
            fate = listed(scene.admin(), "/admin/webhooks/deliveries", "deliveries", delivery.id())
                    .text("status");
        }
        return fate;
    }

    @Clause("HOOK-VERIFY-1")
    void verifiesByTheStoredSecret() {
        Hook hook = webhooks.hook("message.created");
        String right = Delivery.signature(hook.secret(), "{\"n\":1}".getBytes(UTF_8));
        String forged = Delivery.signature("guessed", "{\"n\":1}".getBytes(UTF_8));

        expect("valid", isValid(hook, "{\"n\":1}", right, hook.secret())).toBe(true);
        expect("valid for another payload", isValid(hook, "{\"n\":2}", right, hook.secret()))
                .toBe(false);
        expect("valid by a secret that the request brings", isValid(hook, "{\"n\":1}", forged, "guessed"))
                .toBe(false);
    }

    @Clause("HOOK-VERIFY-1")
    void verifiesNothingForAnotherProject() {
        Hook hook = webhooks.hook("message.created");
        String right = Delivery.signature(hook.secret(), "{}".getBytes(UTF_8));

        Answer answer = verified(scene.foreignAdmin(), hook, "{}", right, hook.secret());

        if (answer.status() == 200) {
            expect("valid", answer.json().flag("valid")).toBe(false);
        } else {
            answer.is(403, 404);
        }
    }

    private boolean isValid(Hook hook, String payload, String signature, String secret) {
        return verified(scene.admin(), hook, payload, signature, secret)
                .is(200)
                .json()
                .flag("valid");
    }

    private static Answer verified(Person asking, Hook hook, String payload, String signature, String secret) {
        return asking.posts(
                "/webhooks/verify",
                "webhookId",
                hook.id(),
                "payload",
                payload,
                "signature",
                signature,
                "secret",
                secret);
    }

    @Clause("HOOK-TENANT-1")
    void keepsProjectsApart() {
        Hook ours = webhooks.hook("message.created");
        Person stranger = scene.foreignAdmin();
        Hook theirs = webhooks.hookOf(stranger, "message.created");
        Room there = scene.foreignRoom(scene.target().freshName("r"), stranger);
        Delivery delivery = heard(ours, scene.room("alice"));

        expect("what another project's webhook hears", theirs.hearsBeforeMarkerOf(stranger, there))
                .toBe(List.of());
        expect("webhooks of another project", stranger.gets("/admin/webhooks").body())
                .toBe("not to have ours", each -> !each.contains(ours.id()));
        stranger.patches(ours.path(), "eventTypes", List.of("mention")).is(403, 404);
        stranger.deletes(ours.path()).is(403, 404);
        stranger.posts("/admin/webhooks/deliveries/" + delivery.id() + "/replay")
                .is(403, 404);
        stillHears(ours);
    }
}
