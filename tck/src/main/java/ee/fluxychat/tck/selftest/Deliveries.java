package ee.fluxychat.tck.selftest;

import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.selftest.World.Delivery;
import ee.fluxychat.tck.selftest.World.Message;
import ee.fluxychat.tck.selftest.World.Project;
import ee.fluxychat.tck.selftest.World.Room;
import ee.fluxychat.tck.selftest.World.Webhook;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Tells webhooks of events, one after another for each webhook and beside everything else. What fails stays pending: further attempts come
 * after minutes, which nobody here waits for. Told of events with the world's monitor held.
 */
final class Deliveries implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient DIRECT = client(Redirect.NEVER);
    private static final HttpClient FOLLOWING = client(Redirect.ALWAYS);

    private final World world;
    private final Rules rules;
    private final Map<Webhook, ExecutorService> queues = new LinkedHashMap<>();

    Deliveries(World world, Rules rules) {
        this.world = world;
        this.rules = rules;
    }

    private static HttpClient client(Redirect redirect) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(redirect)
                .build();
    }

    // --- what happens

    void entered(Peer peer, boolean isFirst) {
        Room room = peer.room;
        if (room.peers.size() == 1) {
            tell(room.project, "room.occupied", Json.object("roomId", room.id, "at", World.time(World.now())));
        }
        if (isFirst) {
            tell(
                    room.project,
                    "member_joined",
                    Json.object(
                            "roomId",
                            room.id,
                            "userId",
                            peer.caller.user(),
                            "userInfo",
                            peer.userInfo,
                            "socketId",
                            peer.socketId,
                            "subscriptionCount",
                            room.peers.size(),
                            "at",
                            World.time(World.now())));
        }
    }

    void left(Peer peer) {
        Room room = peer.room;
        JsonObject where = Json.object("roomId", room.id, "at", World.time(World.now()));
        if (rules.hasLeft(room, peer.caller.user())) {
            tell(room.project, "member_left", Texts.with(where, "userId", peer.caller.user()));
        }
        if (room.peers.isEmpty()) {
            tell(room.project, "room.vacated", where);
        }
    }

    void posted(Message message, JsonObject asked) {
        if (!rules.tellsWebhooks(asked)) {
            return;
        }
        Project project = message.room.project;
        tell(project, "message.created", Json.object("message", rules.created(message, asked)));
        if (!message.mentions.isEmpty()) {
            tell(
                    project,
                    "mention",
                    Json.object(
                            "roomId",
                            message.room.id,
                            "fromUserId",
                            message.author,
                            "toUserIds",
                            message.mentions,
                            "messageId",
                            message.id,
                            "createdAt",
                            World.time(message.createdAt)));
        }
    }

    private void tell(Project project, String type, JsonObject payload) {
        JsonObject truth = Json.object(
                "type", type, "projectId", project.id, "payload", payload, "createdAt", World.time(World.now()));
        for (Webhook each : rules.webhooks(world, project)) {
            if (rules.wants(each, type)) {
                Delivery delivery =
                        new Delivery(each, type, rules.delivery(truth).toString());
                each.project.deliveries.put(delivery.id, delivery);
                for (int i = 0; i < rules.attempts(); i++) {
                    send(delivery);
                }
            }
        }
    }

    // --- and is told

    /** Sends a delivery, after those that wait already. */
    void send(Delivery delivery) {
        ExecutorService queue = queues.computeIfAbsent(
                delivery.webhook,
                first -> Executors.newSingleThreadExecutor(work -> {
                    Thread thread = new Thread(work, "truthful deliveries");
                    thread.setDaemon(true);
                    return thread;
                }));
        try {
            rules.sends(queue, () -> attempt(delivery));
        } catch (RejectedExecutionException ended) {
            // the server closes
        }
    }

    private void attempt(Delivery delivery) {
        String status = isTaken(delivery) ? "delivered" : "pending";
        synchronized (world) {
            delivery.attempts++;
            delivery.status = status;
        }
    }

    private boolean isTaken(Delivery delivery) {
        try {
            HttpClient client = rules.followsRedirects() ? FOLLOWING : DIRECT;
            int status =
                    client.send(request(delivery), BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300;
        } catch (IOException gone) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpRequest request(Delivery delivery) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(delivery.webhook.url))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(delivery.body));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Fluxy-Event", delivery.type);
        headers.put("X-Fluxy-Project-Id", delivery.webhook.project.id);
        headers.put("X-Fluxy-Delivery-Id", delivery.id);
        if (delivery.webhook.secret != null) {
            headers.put("X-Fluxy-Signature", rules.signature(delivery.webhook.secret, delivery.body));
        }
        headers.forEach(
                (name, value) -> rules.deliveryHeader(name, value).ifPresent(told -> request.header(name, told)));
        return request.build();
    }

    /** Tells a webhook nothing more. */
    void ends(Webhook webhook) {
        ExecutorService queue = queues.remove(webhook);
        if (queue != null) {
            queue.shutdownNow();
        }
    }

    @Override
    public void close() {
        synchronized (world) {
            queues.values().forEach(ExecutorService::shutdownNow);
            queues.clear();
        }
    }
}
