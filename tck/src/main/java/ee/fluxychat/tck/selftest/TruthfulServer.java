package ee.fluxychat.tck.selftest;

import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.provision.Control;
import ee.fluxychat.tck.provision.Tenant;
import ee.fluxychat.tck.selftest.World.Project;
import jakarta.json.JsonObject;
import java.io.EOFException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A FluxyChat server in memory, small and truthful unless its {@link Rules} are not: routes, handshakes and conventions of HTTP. What
 * happens in rooms is in {@link Rooms}, messages over REST in {@link MessageRoutes}. Thread-safe: everything runs under the world's monitor.
 */
final class TruthfulServer implements AutoCloseable, Control, Listener.Speech, Listener.Streams {

    private static final List<String> SECURITY = List.of(
            "X-Content-Type-Options: nosniff",
            "X-Frame-Options: DENY",
            "Referrer-Policy: strict-origin-when-cross-origin",
            "Vary: Origin",
            "Access-Control-Allow-Methods: GET,POST,PUT,PATCH,DELETE,OPTIONS",
            "Access-Control-Allow-Headers: Content-Type,Authorization,X-Trace-Id,X-Fluxy-Api-Key,X-Project-Id",
            "Access-Control-Expose-Headers: X-Trace-Id,Retry-After");

    private final World world = new World();
    private final Rules rules;
    private final Identity identity;
    private final Rooms rooms;
    private final RoomRoutes roomRoutes;
    private final MessageRoutes messageRoutes;
    private final Deliveries deliveries;
    private final WebhookRoutes webhookRoutes;
    private final Project first;
    private final Project second;
    private final Listener listener;
    private final Listener otherNode;

    TruthfulServer(Rules rules) {
        this.rules = rules;
        this.identity = new Identity(world, rules);
        this.deliveries = new Deliveries(world, rules);
        this.webhookRoutes = new WebhookRoutes(world, rules, deliveries);
        this.rooms = new Rooms(world, rules, deliveries);
        this.roomRoutes = new RoomRoutes(world, rules, rooms);
        this.messageRoutes = new MessageRoutes(world, rules, rooms);
        this.first = world.newProject("first");
        this.second = world.newProject("second");
        this.listener = new Listener(this);
        this.otherNode = new Listener(this);
    }

    URI uri() {
        return listener.uri();
    }

    /** Where its other node is, which knows the same world. */
    URI otherUri() {
        return otherNode.uri();
    }

    @Override
    public void kill() {
        synchronized (world) {
            listener.dies();
            rooms.forgetConnections();
            rules.crashed(world);
        }
    }

    @Override
    public void start() {
        listener.lives();
    }

    /** Its projects, as somebody who knows all their secrets names them. */
    List<Tenant> tenants() {
        return Stream.of(first, second)
                .map(each -> new Tenant(each.key, Optional.of(each.secret), Map.of()))
                .toList();
    }

    /** The API key of its first project. */
    String key() {
        return first.key;
    }

    /** What the first project's tokens are signed with. */
    String secret() {
        return first.secret;
    }

    // --- HTTP

    @Override
    public int longestRead() {
        return rules.longestRead();
    }

    @Override
    public Reply answers(Request request, BooleanSupplier isCut) throws EOFException {
        synchronized (world) {
            if (isCut.getAsBoolean()) {
                throw new EOFException("killed before the request was handled");
            }
            String trace = request.header("x-trace-id").filter(rules::isTrace).orElseGet(() -> UUID.randomUUID()
                    .toString());
            Reply reply = rules.insteadOf(request).orElseGet(() -> answer(request, trace));
            return rules.answer(request, conventional(request, reply, trace));
        }
    }

    private Reply answer(Request request, String trace) {
        try {
            if (request.length() > Rules.LONGEST_BODY) {
                throw new Refusal(413, "payload_too_large");
            }
            return request.method().equals("OPTIONS") ? preflight(request) : route(request);
        } catch (Refusal refusal) {
            return refused(refusal, trace);
        }
    }

    private static Reply refused(Refusal refusal, String trace) {
        if (refusal.isPlain()) {
            return Reply.text(refusal.status(), refusal.error());
        }
        Reply reply = Reply.json(
                refusal.status(),
                Texts.merged(Json.object("traceId", trace, "error", refusal.error()), refusal.more()));
        return refusal.more().containsKey("retryAfterSeconds")
                ? reply.with("Retry-After", String.valueOf(refusal.more().get("retryAfterSeconds")))
                : reply;
    }

    private Reply conventional(Request request, Reply reply, String trace) {
        Reply conventional = reply.with("X-Trace-Id", trace);
        for (String each : SECURITY) {
            int colon = each.indexOf(':');
            conventional = conventional.with(each.substring(0, colon), each.substring(colon + 2));
        }
        Optional<String> origin = request.header("origin").filter(each -> rules.isAllowedOrigin(request, each));
        return origin.isPresent() ? conventional.with("Access-Control-Allow-Origin", origin.get()) : conventional;
    }

    private Reply preflight(Request request) {
        Optional<String> origin = request.header("origin");
        return origin.isEmpty() || rules.isAllowedOrigin(request, origin.get())
                ? Reply.text(204, "")
                : Reply.text(403, "CORS origin not allowed");
    }

    private Reply route(Request request) {
        String[] way = request.segments();
        return switch (way[0]) {
            case "health" -> request.method().matches("GET|HEAD") && way.length == 1 ? health() : notFound();
            case "client" -> Reply.json(Json.object("flags", JsonObject.EMPTY_JSON_OBJECT));
            case "auth" -> request.line().equals("POST /auth/token") ? identity.mint(request) : notFound();
            case "ws" -> Reply.text(400, "Expected WebSocket");
            case "platform" -> request.line().equals("POST /platform/bootstrap") ? bootstrap() : notFound();
            case "webhooks" ->
                request.line().equals("GET /webhooks/event-types")
                        ? WebhookRoutes.eventTypes()
                        : webhookRoutes.answer(request, identity.caller(request), way);
            case "admin" ->
                way.length > 1 && way[1].equals("webhooks")
                        ? webhookRoutes.administer(request, administrator(request), way)
                        : admin(request);
            case "rooms" ->
                request.isForStream()
                        ? stream(request, identity.caller(request), way[1])
                        : roomRoutes.answer(request, identity.caller(request), way);
            case "messages", "api" -> messageRoutes.answer(request, identity.caller(request), way);
            default -> notFound();
        };
    }

    private static Reply health() {
        return Reply.json(Json.object("ok", true, "ts", System.currentTimeMillis(), "version", "1"));
    }

    /** Nobody has set a secret, so there is none that would be the right one. */
    private static Reply bootstrap() {
        throw new Refusal(404, "bootstrap is off");
    }

    private Caller administrator(Request request) {
        if (request.header("authorization").isEmpty()) {
            throw Refusal.ofToken("Unauthorized");
        }
        return identity.caller(request);
    }

    private Reply admin(Request request) {
        if (!request.path().equals("/admin/projects") || !request.method().matches("GET|POST")) {
            return notFound();
        }
        Caller caller = identity.caller(request);
        if (!rules.mayOpenProjects(request, caller)) {
            return request.header("authorization").isEmpty() ? Reply.text(401, "Unauthorized") : forbidden();
        } else if (request.method().equals("GET")) {
            return Reply.json(Json.object(
                    "projects",
                    world.projects().stream().map(TruthfulServer::shown).toList()));
        }
        String name = Texts.text(request.object(), "name").map(String::strip).orElse("");
        if (name.isEmpty()) {
            throw new Refusal(400, "name required");
        }
        Project created = world.newProject(name);
        return Reply.json(Json.object("project", Texts.with(shown(created), "apiKey", created.key)));
    }

    private static JsonObject shown(Project project) {
        return Json.object(
                "id", project.id, "name", project.name, "created_at", World.time(project.createdAt), "plan", null);
    }

    private static Reply forbidden() {
        throw new Refusal(403, "forbidden");
    }

    static Reply notFound() {
        return Reply.text(404, "Not found");
    }

    // --- event streams

    private Reply stream(Request request, Caller caller, String id) {
        rooms.listened(caller, id);
        if (!rules.acceptsEvents(request.header("accept").orElse("*/*"))) {
            throw new Refusal(406, "Accept: text/event-stream required");
        }
        return new Reply(200, Map.of(), "")
                .with("Content-Type", "text/event-stream")
                .with("Cache-Control", "no-cache")
                .with("X-Accel-Buffering", "no");
    }

    @Override
    public Optional<Listener.Streams> streams() {
        return Optional.of(this);
    }

    @Override
    public String event(String frame) {
        return rules.event(frame);
    }

    @Override
    public Runnable begins(StreamPeer stream, Request request) {
        synchronized (world) {
            return rooms.stream(stream, request, identity.caller(request), request.segments()[1]);
        }
    }

    // --- WebSocket

    @Override
    public Reply shakes(Request request) {
        synchronized (world) {
            String trace = request.header("x-trace-id").filter(rules::isTrace).orElseGet(() -> UUID.randomUUID()
                    .toString());
            Reply reply;
            try {
                reply = handshake(request);
            } catch (Refusal refusal) {
                reply = refused(refusal, trace);
            }
            return rules.handshake(request, conventional(request, reply, trace));
        }
    }

    private Reply handshake(Request request) {
        if (!request.path().startsWith("/ws/room/")) {
            return notFound();
        } else if (!request.method().equals("GET")) {
            return Reply.text(405, "a handshake is a GET");
        } else if (!request.header("sec-websocket-version").orElse("").equals("13")) {
            return Reply.text(426, "version 13 is wanted").with("Sec-WebSocket-Version", "13");
        } else if (request.header("sec-websocket-key").isEmpty()) {
            return Reply.text(400, "Sec-WebSocket-Key is missing");
        }
        Caller caller = identity.caller(request);
        Optional<String> origin = request.header("origin");
        if (rules.checksOriginOfHandshakes() && origin.isPresent() && !rules.isAllowedOrigin(request, origin.get())) {
            throw new Refusal(403, "origin_forbidden");
        }
        rooms.entered(caller, roomOf(request));
        return new Reply(101, Map.of(), "");
    }

    private static String roomOf(Request request) {
        return request.path().substring("/ws/room/".length());
    }

    @Override
    public Optional<SocketPeer.Flaw> flaw() {
        return rules.flaw();
    }

    @Override
    public SocketPeer.Ears meets(SocketPeer socket, Request request) {
        synchronized (world) {
            return rooms.greet(socket, request, identity.caller(request), roomOf(request));
        }
    }

    @Override
    public void close() {
        rooms.close();
        deliveries.close();
        listener.close();
        otherNode.close();
    }
}
