package ee.fluxychat.tck.selftest;

import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.selftest.World.Delivery;
import ee.fluxychat.tck.selftest.World.Webhook;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Webhooks: registering, changing, listing them, and what became of their deliveries. Called with the world's monitor held. */
final class WebhookRoutes {

    private static final List<String> TYPES = List.of(
            "message.created",
            "mention",
            "report.created",
            "moderation.auto_flag",
            "room.occupied",
            "room.vacated",
            "member_joined",
            "member_left",
            "subscription_count",
            "client_event",
            "cache_miss",
            "user.event");

    private final World world;
    private final Rules rules;
    private final Deliveries deliveries;

    WebhookRoutes(World world, Rules rules, Deliveries deliveries) {
        this.world = world;
        this.rules = rules;
        this.deliveries = deliveries;
    }

    static Reply eventTypes() {
        return Reply.json(Json.object("events", TYPES, "signatureHeader", "X-Fluxy-Signature"));
    }

    Reply answer(Request request, Caller caller, String[] way) {
        if (way.length != 2 || !request.method().matches("POST|PATCH|DELETE")) {
            return TruthfulServer.notFound();
        } else if (!rules.mayRuleWebhooks(caller)) {
            throw new Refusal(403, "forbidden");
        }
        return switch (request.line()) {
            case "POST /webhooks/register" -> register(caller, request.object());
            case "POST /webhooks/verify" -> verify(caller, request.object());
            default ->
                switch (request.method()) {
                    case "PATCH" -> change(webhook(caller, way[1]), request.object());
                    case "DELETE" -> end(webhook(caller, way[1]));
                    default -> TruthfulServer.notFound();
                };
        };
    }

    private Webhook webhook(Caller caller, String id) {
        return rules.webhook(world, caller, id).orElseThrow(() -> new Refusal(404, "webhook not found"));
    }

    private Reply register(Caller caller, JsonObject asked) {
        Optional<String> url = Texts.text(asked, "url");
        List<String> types = types(asked);
        if (url.isEmpty() || types.isEmpty()) {
            throw new Refusal(400, "url and eventTypes[] required");
        }
        requireKnown(types);
        requireOpen(rules.isOpen(url.get()));
        Webhook webhook = new Webhook(
                caller.project(), url.get(), types, Texts.text(asked, "secret").orElse(null));
        caller.project().webhooks.put(webhook.id, webhook);
        return Reply.json(Json.object(
                "webhook",
                Json.object(
                        "id",
                        webhook.id,
                        "projectId",
                        webhook.project.id,
                        "url",
                        webhook.url,
                        "secretSet",
                        webhook.secret != null)));
    }

    private static List<String> types(JsonObject asked) {
        return asked.get("eventTypes") instanceof JsonArray array
                ? array.stream()
                        .map(each -> each instanceof JsonString string ? string.getString() : each.toString())
                        .toList()
                : List.of();
    }

    private static void requireKnown(List<String> types) {
        List<String> unknown = new ArrayList<>(types);
        unknown.removeAll(TYPES);
        if (!unknown.isEmpty()) {
            throw new Refusal(400, "unknown_event_types", Json.object("unknown", unknown, "catalog", TYPES));
        }
    }

    private static void requireOpen(boolean isOpen) {
        if (!isOpen) {
            throw new Refusal(400, "ssrf_blocked");
        }
    }

    private Reply change(Webhook webhook, JsonObject asked) {
        Optional<String> url = Texts.text(asked, "url");
        List<String> types = types(asked);
        if (url.isEmpty() && types.isEmpty()) {
            throw new Refusal(400, "no fields to update");
        }
        requireKnown(types);
        url.ifPresent(each -> {
            requireOpen(rules.isOpenToChange(each));
            webhook.url = each;
        });
        webhook.types = types.isEmpty() ? webhook.types : types;
        return Reply.json(Json.object("ok", true));
    }

    private Reply end(Webhook webhook) {
        webhook.project.webhooks.remove(webhook.id);
        deliveries.ends(webhook);
        return Reply.json(Json.object("ok", true));
    }

    private Reply verify(Caller caller, JsonObject asked) {
        Webhook webhook = webhook(caller, Texts.text(asked, "webhookId").orElse(""));
        String payload = Texts.text(asked, "payload").orElse("");
        String signature = Texts.text(asked, "signature").orElse("");
        return Reply.json(Json.object("valid", rules.isDeliveryOf(webhook, payload, signature, asked)));
    }

    // --- operators

    Reply administer(Request request, Caller caller, String[] way) {
        if (!rules.mayListWebhooks(caller)) {
            throw new Refusal(403, "forbidden");
        } else if (request.line().equals("GET /admin/webhooks")) {
            return Reply.json(Json.object(
                    "webhooks",
                    caller.project().webhooks.values().stream()
                            .map(WebhookRoutes::shown)
                            .toList()));
        } else if (request.line().equals("GET /admin/webhooks/deliveries")) {
            List<Delivery> all = new ArrayList<>(caller.project().deliveries.values());
            Collections.reverse(all);
            return Reply.json(Json.object(
                    "deliveries",
                    all.stream()
                            .limit(rules.pageSize(request.parameter("limit")))
                            .map(WebhookRoutes::shown)
                            .toList()));
        } else if (request.line().matches("POST /admin/webhooks/deliveries/[^/]+/replay")) {
            return replay(caller, way[3]);
        }
        return TruthfulServer.notFound();
    }

    private static JsonObject shown(Webhook webhook) {
        return Json.object(
                "id",
                webhook.id,
                "project_id",
                webhook.project.id,
                "url",
                webhook.url,
                "event_types",
                String.join(",", webhook.types),
                "created_at",
                World.time(webhook.createdAt));
    }

    private static JsonObject shown(Delivery delivery) {
        return Json.object(
                "id",
                delivery.id,
                "webhook_id",
                delivery.webhook.id,
                "event_type",
                delivery.type,
                "status",
                delivery.status,
                "attempts",
                delivery.attempts,
                "created_at",
                World.time(delivery.createdAt));
    }

    private Reply replay(Caller caller, String id) {
        Delivery delivery = caller.project().deliveries.get(id);
        if (delivery == null) {
            throw new Refusal(404, "delivery not found");
        }
        deliveries.send(delivery);
        return Reply.json(
                Json.object("ok", true, "deliveryId", delivery.id, "replayScheduledAt", World.time(World.now())));
    }
}
