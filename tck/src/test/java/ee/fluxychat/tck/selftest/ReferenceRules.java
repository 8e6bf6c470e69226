package ee.fluxychat.tck.selftest;

import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.selftest.World.Message;
import ee.fluxychat.tck.selftest.World.Project;
import ee.fluxychat.tck.selftest.World.Room;
import ee.fluxychat.tck.selftest.World.Webhook;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The reference server's twin: the truthful server with every flaw of the reference that a case of the kit can see, each under its number
 * in the protocol's section 7. Races are lost always, not sometimes, and only where the reference was seen to lose them: in storms.
 */
final class ReferenceRules extends Rules {

    private static final Set<String> ROUTES =
            Set.of("health", "client", "auth", "ws", "admin", "platform", "rooms", "messages", "api", "webhooks");

    private final RecordedForms forms = new RecordedForms();
    private final Map<Peer, JsonObject> delayed = new ConcurrentHashMap<>();
    private final Set<Long> known = new HashSet<>();
    private final Set<String> pairs = new HashSet<>();
    private final Map<String, Project> takers = new HashMap<>();
    private @Nullable Request request;
    private JsonObject frame = JsonValue.EMPTY_JSON_OBJECT;
    private @Nullable Message gone;
    private boolean isRetry;

    private boolean isRest() {
        return request != null;
    }

    private boolean asks(String line) {
        return request != null && request.line().matches(line);
    }

    // --- HTTP

    @Override
    Optional<Reply> insteadOf(Request asked) {
        request = asked;
        frame = JsonValue.EMPTY_JSON_OBJECT;
        return Optional.empty();
    }

    @Override
    Reply answer(Request asked, Reply truth) {
        try {
            Reply reply = flawed(asked, truth).without("Vary"); // 4
            forms.hears(asked, reply);
            return reply;
        } finally {
            request = null;
        }
    }

    /** Each place in which this twin has said something in a form in which the reference was not recorded saying it. */
    Set<String> unlikeTheReference() {
        return forms.differences();
    }

    private Reply flawed(Request asked, Reply truth) {
        String line = asked.line();
        if (truth.status() == 413) { // 3.0
            return Reply.json(413, Json.object("error", "payload_too_large"));
        } else if (!ROUTES.contains(asked.segments()[0]) && truth.status() == 404) { // 3.0
            return Reply.text(401, "Unauthorized");
        } else if (line.matches("GET /rooms/[^/]+/unread") && truth.status() == 403) { // 7.1-7
            return Reply.json(Json.object("unreadCount", 0, "lastReadMessageId", 0, "firstUnreadMessageId", null));
        } else if (asked.parameter("limit").orElse("1").matches(".*[^0-9].*")) { // 7.2-19
            return broken();
        } else if (line.matches("POST /rooms/[^/]+/read")
                && Set.of(403, 404).contains(truth.status())) { // 7.1-7, 7.2-10
            return known.contains(read(asked)) ? Reply.json(Json.object("ok", true)) : broken();
        } else if (line.equals("POST /rooms") && repeatsAMember(asked)) { // 7.2-14
            return broken();
        } else if (!truth.isOk()) {
            return truth;
        } else if (line.equals("POST /messages")) { // 7.2-2
            return truth.saying(Texts.with(
                    truth.object(), "message", withoutPlace(truth.object().getJsonObject("message"))));
        } else if (line.matches("PATCH /messages/[^/]+")) { // 7.2-1
            return truth.saying(Lie.inside(truth.object(), "message", "id", asked.segments()[1]));
        } else if (line.matches("(POST|DELETE) /messages/[^/]+/reactions")) { // 7.2-1
            return truth.saying(Lie.inside(truth.object(), "reaction", "messageId", asked.segments()[1]));
        } else if (line.equals("GET /api/messages")
                && Texts.objects(truth.object(), "messages").size() > 98) { // 7.2-19
            return broken();
        } else if (line.equals("GET /api/messages")) { // 2.8
            return truth.saying(Texts.with(truth.object(), "messages", stored(truth.object())));
        } else if (line.equals("POST /rooms/dm")) { // 3.3
            return respelled(truth);
        } else if (line.matches("POST /rooms/[^/]+/members")) { // 3.3
            return Texts.text(asked.object(), "role")
                    .filter(givenRoles()::contains)
                    .map(role -> truth.saying(Texts.with(truth.object(), "role", role)))
                    .orElse(truth);
        }
        return truth;
    }

    private static long read(Request asked) {
        return Texts.object(asked.body().text()).stream()
                .flatMapToLong(each -> Texts.number(each, "messageId").stream())
                .findFirst()
                .orElse(0);
    }

    private static Reply broken() {
        return Lie.error(500, "Internal server error");
    }

    private static boolean repeatsAMember(Request asked) {
        List<String> users =
                Texts.objects(Texts.object(asked.body().text()).orElse(JsonObject.EMPTY_JSON_OBJECT), "members")
                        .stream()
                        .flatMap(each -> Texts.text(each, "userId").stream())
                        .toList();
        return users.stream().distinct().count() < users.size();
    }

    /** History over REST knows no seq and only first versions; its attachments are numbered. */
    private static List<JsonObject> stored(JsonObject page) {
        return Texts.objects(page, "messages").stream()
                .map(each -> Texts.with(Texts.without(each, "seq"), "version", 1))
                .map(each -> Texts.with(each, "attachments", numbered(Texts.objects(each, "attachments"))))
                .toList();
    }

    private static List<JsonObject> numbered(List<JsonObject> attachments) {
        List<JsonObject> numbered = new ArrayList<>();
        for (JsonObject each : attachments) {
            numbered.add(Texts.with(each, "id", numbered.size() + 1));
        }
        return numbered;
    }

    private static JsonObject withoutPlace(JsonObject message) {
        return Texts.without(Texts.without(message, "seq"), "version");
    }

    private Reply respelled(Reply truth) {
        JsonObject room = truth.object().getJsonObject("room");
        return pairs.add(room.getString("id"))
                ? truth
                : truth.saying(Json.object(
                        "room",
                        Texts.with(Texts.without(room, "created_at"), "createdAt", room.getString("created_at"))));
    }

    // --- who speaks and who may

    @Override
    boolean isAlgorithmRight(Token token) {
        return true; // 1.3
    }

    @Override
    boolean checksOriginOfHandshakes() {
        return false; // 2.1
    }

    @Override
    boolean mayEnter(Caller caller, Room room) { // 7.1-7, 7.1-10
        boolean asksNobody =
                asks("(POST|DELETE) /messages/[^/]+/reactions|POST /rooms/[^/]+/read|GET /rooms/[^/]+/unread");
        boolean isNamesake = !room.project.equals(caller.project())
                && !caller.isGuestOnly()
                && room.members.containsKey(caller.user());
        return asksNobody || isNamesake || super.mayEnter(caller, room);
    }

    @Override
    Optional<Room> room(World world, Caller caller, String id) { // 7.1-10
        return world.projects().stream()
                .flatMap(project -> Optional.ofNullable(project.rooms.get(id)).stream())
                .filter(room -> mayEnter(caller, room))
                .findFirst();
    }

    @Override
    Refusal closedMessage() {
        return new Refusal(403, "forbidden"); // 3.1
    }

    @Override
    Optional<String> mayNotWrite(Caller caller, Room room) {
        return isRest() ? super.mayNotWrite(caller, room) : Optional.empty(); // 7.1-8
    }

    @Override
    boolean mayType(Caller caller) {
        return true; // 7.1-8
    }

    @Override
    void createsAgain(Caller caller, Room existing) {
        existing.members.put(caller.user(), "owner"); // 7.1-6
    }

    @Override
    void createdBy(Room room, String creator) {
        if (takers.computeIfAbsent(room.id, first -> room.project) != room.project) { // 3.3
            room.project.rooms.remove(room.id);
            throw new Refusal(409, "room_id_already_exists");
        }
        super.createdBy(room, creator);
    }

    // --- frames

    @Override
    JsonObject heard(Peer speaker, JsonObject said) {
        frame = said;
        isRetry = false;
        if (Texts.type(said).equals("message") && Texts.text(said, "userId").isEmpty()) {
            throw new Refusal(400, "Invalid message format or internal error"); // 7.1-1
        } else if (Texts.type(said).equals("reaction")) {
            gone = speaker.room.messages.stream()
                    .filter(each -> each.deletedAt != null
                            && each.id == Texts.number(said, "messageId").orElse(0))
                    .findFirst()
                    .orElse(null);
        }
        return said;
    }

    /** An edit is told before anybody looks at it, and done only if it may be. */
    @Override
    boolean handles(Peer speaker, JsonObject said) { // 7.1-3
        if (!Texts.type(said).equals("edit")) {
            return true;
        }
        String content = said.get("content") instanceof JsonString text ? text.getString() : "";
        long id = Texts.number(said, "messageId").orElse(0);
        Optional<Message> own = speaker.room.messages.stream()
                .filter(each -> each.id == id && each.deletedAt == null && each.author.equals(speaker.caller.user()))
                .findFirst();
        if (own.isPresent() && !content.isBlank() && content.length() <= LONGEST_TEXT) {
            return true;
        }
        JsonObject told = Json.object(
                "type",
                "edit",
                "id",
                id,
                "roomId",
                speaker.room.id,
                "userId",
                speaker.caller.user(),
                "content",
                content,
                "editedAt",
                World.time(World.now()),
                "streaming",
                false);
        speaker.room.peers.forEach(each -> each.socket.says(told.toString()));
        return false;
    }

    @Override
    List<JsonObject> told(Peer hearer, JsonObject truth) {
        List<JsonObject> told = flawed(hearer, truth);
        told.forEach(forms::hears);
        if (Texts.type(truth).equals("message") && hearer.socket instanceof SocketPeer socket) {
            socket.saysBinary(277); // 2.10
        }
        return told;
    }

    private List<JsonObject> flawed(Peer hearer, JsonObject truth) {
        return switch (Texts.type(truth)) {
            case "message" -> toldMessage(hearer, truth);
            case "edit", "delete" -> // 7.2-1, 7.2-2
                List.of(
                        isRest()
                                ? withoutPlace(Texts.with(truth, "id", String.valueOf(truth.get("id"))))
                                : Texts.without(truth, "hard"));
            case "message_updated", "message_deleted" -> // 3.1
                isRest() ? List.of() : List.of(Texts.without(truth, "hard"));
            case "subscription_succeeded" -> // 2.2
                List.of(Texts.without(Texts.without(truth, "seq"), "epoch"));
            case "reaction" -> // 7.2-1
                List.of(isRest() ? Texts.with(truth, "messageId", String.valueOf(truth.get("messageId"))) : truth);
            case "read" -> // 7.2-10, 7.1-1
                isRest()
                        ? List.of()
                        : List.of(Texts.with(
                                truth, "userId", Texts.text(frame, "userId").orElse(truth.getString("userId"))));
            case "presence" -> List.of(Texts.with(truth, "users", users(hearer.room))); // 7.3
            case "error" -> List.of(Texts.without(Texts.without(truth, "ref"), "code")); // 2.5
            case "replay" -> // 2.4; the other frame of this type is a snapshot
                List.of(
                        truth.containsKey("events")
                                ? Json.object(
                                        "type",
                                        "replay",
                                        "events",
                                        truth.get("events"),
                                        "lastSeq",
                                        truth.get("lastSeq"),
                                        "currentSeq",
                                        truth.get("currentSeq"))
                                : truth);
            default -> List.of(truth);
        };
    }

    private static List<String> users(Room room) {
        List<String> users = new ArrayList<>(
                room.peers.stream().map(each -> each.caller.user()).toList());
        room.readMarks.keySet().stream().filter(each -> !users.contains(each)).forEach(users::add);
        return users;
    }

    private List<JsonObject> toldMessage(Peer hearer, JsonObject truth) {
        if (isRest()) { // 7.2-2
            return behindTheDelayed(hearer, withoutPlace(truth));
        } else if (isRetry) { // 7.2-12
            JsonObject again = Texts.with(truth, "content", frame.getString("content", ""));
            hearer.room.peers.stream()
                    .filter(each -> each != hearer)
                    .forEach(each -> each.socket.says(again.toString()));
            return List.of(again);
        } else if (isOvertaken(truth) && delayed.putIfAbsent(hearer, truth) == null) { // 7.2-4
            return List.of();
        }
        return behindTheDelayed(hearer, truth);
    }

    private List<JsonObject> behindTheDelayed(Peer hearer, JsonObject message) {
        JsonObject late = delayed.remove(hearer);
        return late == null ? List.of(message) : List.of(message, late);
    }

    /** Every frame of a storm is at risk; the third of each talker is the one that is overtaken. */
    private static boolean isOvertaken(JsonObject message) {
        return Texts.text(message, "content").orElse("").matches("text 2|a37");
    }

    // --- event streams

    @Override
    Optional<Room> streamed(World world, Caller caller, String id) {
        return super.streamed(world, caller, id).filter(room -> room.isAwake); // 7.2-5
    }

    @Override
    String event(String told) {
        return "data: " + told + "\n\n"; // 3.4
    }

    @Override
    List<JsonObject> missed(Room room, String lastEventId) {
        return List.of(); // 3.4
    }

    // --- what is said

    @Override
    String author(Caller caller, JsonObject said) {
        return isRest() ? caller.user() : Texts.text(frame, "userId").orElse(caller.user()); // 7.1-1
    }

    @Override
    long messageId(World world, JsonObject said) {
        long asked = isRest() ? 0 : Texts.number(said, "id").orElse(0); // 7.1-2
        return asked == 0 ? super.messageId(world, said) : asked;
    }

    @Override
    void store(Room room, Message message) {
        known.add(message.id);
        if (isRest() || Texts.number(frame, "id").isEmpty()) { // 7.1-2
            super.store(room, message);
        }
        boolean hasNoLink = Texts.objects(frame, "attachments").stream()
                .anyMatch(each -> Texts.text(each, "url").isEmpty());
        if (hasNoLink) { // 7.2-13
            throw new Refusal(400, "Invalid message format or internal error");
        }
    }

    @Override
    boolean knows(Caller caller, Message message) {
        if (asks("DELETE /messages/[^/]+")) {
            message.deletedAt = null; // 3.1
        }
        return super.knows(caller, message);
    }

    @Override
    boolean logs(Message message) {
        boolean collides = message.content.matches("text 3|n3"); // 7.2-3, in storms
        return !isRest() && !collides; // 7.2-2
    }

    @Override
    String content(@Nullable JsonValue content, String refusedAs) {
        return asks("PATCH .*") && content instanceof JsonString text // 3.1
                ? text.getString()
                : super.content(content, refusedAs);
    }

    @Override
    String keyScope(Room room, String author, String key) {
        return key; // 7.4
    }

    @Override
    Optional<Message> stored(Room room, String scope) {
        Optional<Message> stored = super.stored(room, scope);
        isRetry = stored.isPresent() && !isRest();
        return stored;
    }

    @Override
    JsonArray attachments(JsonObject message) {
        if (isRest()) {
            return super.attachments(message);
        }
        return Texts.array(Texts.objects(message, "attachments").stream() // 7.2-13, 3.1
                .filter(each -> Texts.text(each, "url").isPresent())
                .toList());
    }

    @Override
    boolean isEmoji(String text) {
        return !isRest() || super.isEmoji(text); // 2.4
    }

    @Override
    Optional<Message> message(World world, Room room, long id) {
        if (!Texts.type(frame).equals("reaction")) {
            return super.message(world, room, id);
        }
        if (gone != null) {
            gone.deletedAt = null; // until react() below
        }
        return world.message(id).filter(each -> each.room.project.equals(room.project)); // 7.1-7
    }

    @Override
    void react(Message message, String user, String emoji, boolean adds) {
        boolean isAgain = message.reactions.getOrDefault(emoji, Set.of()).contains(user);
        super.react(message, user, emoji, adds);
        if (adds && isAgain) { // 7.2-11
            message.react(user + " again", emoji, true);
        }
        if (gone != null) {
            gone.deletedAt = World.now();
        }
    }

    @Override
    boolean forgetsDeleted() {
        return false; // 7.4
    }

    /** Two messages of one millisecond on the edge of a page, as a busy server has them all the time. */
    @Override
    List<Message> page(Room room, @Nullable Instant before, int size) { // 3.2
        List<Message> page = new ArrayList<>(super.page(room, before, size));
        if (before != null && size == 7 && page.size() == 7) {
            page.remove(0);
        }
        return page;
    }

    // --- connections

    @Override
    boolean isThere(Room room) {
        return true; // 7.2-16
    }

    @Override
    boolean closesRevoked() {
        return false; // 7.1-9
    }

    @Override
    boolean closesExpired() {
        return false; // 7.1-9
    }

    // --- webhooks

    @Override
    boolean mayRuleWebhooks(Caller caller) {
        return super.mayRuleWebhooks(caller) || asks("POST /webhooks/register"); // 7.1-7
    }

    @Override
    boolean isOpenToChange(String url) {
        return true; // 7.1-11
    }

    @Override
    boolean isDeliveryOf(Webhook webhook, String payload, String signature, JsonObject asked) {
        return signature.equals(signature(Texts.text(asked, "secret").orElse(""), payload)); // 7.1-11
    }

    @Override
    boolean tellsWebhooks(JsonObject asked) {
        return isRest(); // 3.8
    }

    @Override
    int attempts() {
        return 2; // 3.8
    }
}
