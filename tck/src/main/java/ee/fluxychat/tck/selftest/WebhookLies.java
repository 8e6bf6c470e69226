package ee.fluxychat.tck.selftest;

import static ee.fluxychat.tck.selftest.Lie.about;
import static ee.fluxychat.tck.selftest.Lie.answering;
import static ee.fluxychat.tck.selftest.Lie.changing;

import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.selftest.World.Message;
import ee.fluxychat.tck.selftest.World.Project;
import ee.fluxychat.tck.selftest.World.Webhook;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/** Lies about webhooks: who may have them, where they lead, what they hear. */
final class WebhookLies {

    private static final String REGISTER = "POST /webhooks/register";
    private static final Reply OK = Reply.json(Json.object("ok", true));

    private WebhookLies() {}

    static List<Lie> all() {
        List<Lie> all = new ArrayList<>(registering());
        all.addAll(ruling());
        all.addAll(telling());
        all.addAll(tellingAgain());
        return all;
    }

    private static List<Lie> registering() {
        return List.of(
                about(
                        "HOOK-NEW-1",
                        "does not say whether a webhook has a secret",
                        () -> changing(REGISTER, a -> Lie.insideWithout(a, "webhook", "secretSet"))),
                about(
                        "HOOK-NEW-2",
                        "takes event types that it does not know",
                        () -> answering(REGISTER, r -> r.toString().contains("unknown_event_types") ? OK : r)),
                about("HOOK-WHO-1", "lets everybody rule webhooks", () -> new Rules() {
                    @Override
                    boolean mayRuleWebhooks(Caller caller) {
                        return true;
                    }
                }),
                about("HOOK-SECRET-1", "lists webhooks with their secrets", () -> new Rules() {
                    private String secret = "";

                    @Override
                    Reply answer(Request request, Reply truth) {
                        if (request.line().equals(REGISTER)) {
                            secret = Texts.object(request.body().text())
                                    .flatMap(each -> Texts.text(each, "secret"))
                                    .orElse("");
                        }
                        return request.line().equals("GET /admin/webhooks") && truth.isOk()
                                ? truth.saying(Texts.with(truth.object(), "secret", secret))
                                : truth;
                    }
                }),
                about("HOOK-SSRF-1", "registers webhooks into private networks", () -> new Rules() {
                    @Override
                    boolean isOpen(String url) {
                        return url.contains("//192.168.") || super.isOpen(url);
                    }

                    @Override
                    boolean isOpenToChange(String url) {
                        return super.isOpen(url);
                    }
                }),
                about("HOOK-SSRF-2", "leads webhooks into private networks later", () -> new Rules() {
                    @Override
                    boolean isOpenToChange(String url) {
                        return true;
                    }
                }),
                about("HOOK-REDIRECT-1", "follows redirects", () -> new Rules() {
                    @Override
                    boolean followsRedirects() {
                        return true;
                    }
                }),
                about(
                        "HOOK-TYPE-1",
                        "does not tell that one can hear of mentions",
                        () -> changing(
                                "GET /webhooks/event-types",
                                a -> Texts.with(a, "events", List.of("message.created", "member_joined")))));
    }

    private static List<Lie> ruling() {
        return List.of(
                about(
                        "HOOK-CHANGE-1",
                        "does not say that a change was made",
                        () -> changing("PATCH /webhooks/[^/]+", a -> Texts.without(a, "ok"))),
                about("HOOK-LIST-1", "lists webhooks to everybody", () -> new Rules() {
                    @Override
                    boolean mayListWebhooks(Caller caller) {
                        return true;
                    }
                }),
                about("HOOK-VERIFY-1", "verifies by the secret that a request brings", () -> new Rules() {
                    @Override
                    boolean isDeliveryOf(Webhook webhook, String payload, String signature, JsonObject asked) {
                        return signature.equals(
                                signature(Texts.text(asked, "secret").orElse(""), payload));
                    }
                }),
                about("HOOK-TENANT-1", "tells every project's webhooks of everything", () -> new Rules() {
                    @Override
                    List<Webhook> webhooks(World world, Project project) {
                        return world.projects().stream()
                                .flatMap(each -> each.webhooks.values().stream())
                                .toList();
                    }
                }));
    }

    /** Sends deliveries of a type otherwise than they are. */
    private static Rules delivering(String type, UnaryOperator<JsonObject> lie) {
        return new Rules() {
            @Override
            JsonObject delivery(JsonObject truth) {
                return truth.getString("type").equals(type) ? lie.apply(truth) : truth;
            }
        };
    }

    /** Tells webhooks of other types than they want. */
    private static Rules wanting(BiPredicate<Webhook, String> which) {
        return new Rules() {
            @Override
            boolean wants(Webhook webhook, String type) {
                return which.test(webhook, type);
            }
        };
    }

    private static List<Lie> telling() {
        return List.of(
                about(
                        "HOOK-SEND-1",
                        "tells more than it promised",
                        () -> delivering("message.created", d -> Texts.with(d, "id", 1))),
                about("HOOK-SEND-2", "does not say in a header of what it tells", () -> new Rules() {
                    @Override
                    Optional<String> deliveryHeader(String name, String truth) {
                        return name.equals("X-Fluxy-Event") ? Optional.empty() : super.deliveryHeader(name, truth);
                    }
                }),
                about("HOOK-SIGN-1", "signs other bytes than it sends", () -> new Rules() {
                    @Override
                    String signature(String secret, String body) {
                        return Signature.of(secret, body.getBytes(StandardCharsets.ISO_8859_1));
                    }
                }),
                about("HOOK-EVENT-1", "tells of messages over REST only", () -> new Rules() {
                    @Override
                    boolean tellsWebhooks(JsonObject asked) {
                        return asked.containsKey("roomId");
                    }
                }),
                about(
                        "HOOK-EVENT-2",
                        "tells of a mention and not of whom",
                        () -> delivering("mention", d -> Lie.inside(d, "payload", "toUserIds", List.of()))),
                about(
                        "HOOK-EVENT-3",
                        "does not tell that a room was left by all",
                        () -> wanting((webhook, type) -> webhook.types.contains(type) && !type.equals("room.vacated"))),
                about("HOOK-EVENT-4", "tells everything that happens", () -> wanting((webhook, type) -> true)),
                about("HOOK-STORED-1", "tells what was said, not what it stored", () -> new Rules() {
                    @Override
                    JsonObject created(Message message, JsonObject asked) {
                        return Texts.with(super.created(message, asked), "content", asked.get("content"));
                    }
                }),
                about("HOOK-WAIT-1", "lets everybody wait for receivers", () -> new Rules() {
                    @Override
                    void sends(Executor queue, Runnable sending) {
                        sending.run();
                    }
                }));
    }

    private static List<Lie> tellingAgain() {
        return List.of(
                about("HOOK-ONCE-1", "tells everything twice", () -> new Rules() {
                    @Override
                    int attempts() {
                        return 2;
                    }
                }),
                about("HOOK-REPLAY-1", "tells again under another id", () -> new Rules() {
                    private final Set<String> told = new HashSet<>();

                    @Override
                    Optional<String> deliveryHeader(String name, String truth) {
                        return name.equals("X-Fluxy-Delivery-Id") && !told.add(truth)
                                ? Optional.of(UUID.randomUUID().toString())
                                : super.deliveryHeader(name, truth);
                    }
                }));
    }
}
