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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of the truthful server, one method each, truthful all of them. A liar is the same server with one method that decides
 * otherwise. Called with the world's monitor held, unless said otherwise.
 */
class Rules {

    static final int LONGEST_TEXT = 4_000;
    static final int LONGEST_FRAME = 256_000;
    static final int LONGEST_BODY = 1 << 20;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,128}");
    private static final Pattern TRACE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final Pattern EVENT_NAME = Pattern.compile("client-[A-Za-z0-9_.-]+");
    private static final Set<String> ROLES = Set.of("owner", "admin", "member", "guest", "mod");

    // --- what goes over the wire

    /** Answers a request in place of the server. */
    Optional<Reply> insteadOf(Request request) {
        return Optional.empty();
    }

    /** The answer as it leaves. */
    Reply answer(Request request, Reply truth) {
        return truth;
    }

    /** The answer to a handshake as it leaves. */
    Reply handshake(Request request, Reply truth) {
        return truth;
    }

    /** A frame as one peer hears it: not at all, once, or more often. */
    List<JsonObject> told(Peer hearer, JsonObject frame) {
        return List.of(frame);
    }

    /** A frame as the server understands it. */
    JsonObject heard(Peer speaker, JsonObject frame) {
        return frame;
    }

    /** Whether a frame is looked at as the protocol says. */
    boolean handles(Peer speaker, JsonObject frame) {
        return true;
    }

    /** What happens to a text that a peer says; without the monitor. */
    void says(Peer speaker, String text, Runnable truth) {
        truth.run();
    }

    /** What happens to a binary frame. */
    void saysBinary(Peer speaker) {}

    /** Whether the trace id of a request may come back. */
    boolean isTrace(String text) {
        return TRACE.matcher(text).matches();
    }

    boolean isAllowedOrigin(Request request, String origin) {
        return origin.equals("http://" + request.header("host").orElse(""));
    }

    boolean checksOriginOfHandshakes() {
        return true;
    }

    // --- who speaks

    boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    List<String> roles(List<String> asked) {
        List<String> roles = asked.stream()
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .filter(ROLES::contains)
                .toList();
        return roles.isEmpty() ? List.of("member") : roles;
    }

    long life(long asked) {
        return Math.max(60, Math.min(86_400, asked));
    }

    /** How long a token lives by its own claims, of which the answer says that it lives so long. */
    long lifeInside(long life) {
        return life;
    }

    Optional<Project> projectOf(World world, @Nullable String key) {
        return key == null ? Optional.empty() : world.projectOfKey(key);
    }

    /** The project that a token is for. */
    Optional<Project> projectOf(World world, Token token) {
        return world.project(token.project());
    }

    /** The user that a token speaks for. */
    String user(Token token) {
        return token.subject();
    }

    List<String> roles(Token token) {
        return token.roles();
    }

    /** The token that a request shows. */
    Optional<String> tokenOf(Request request) {
        Optional<String> header = request.header("authorization");
        if (header.isPresent() && header.get().startsWith("Bearer ")) {
            return Optional.of(header.get().substring("Bearer ".length()));
        }
        return request.parameter("token");
    }

    boolean isSignedRight(Token token, String secret) {
        return token.isSignedBy(secret);
    }

    boolean isAlgorithmRight(Token token) {
        return token.algorithm().equals("HS256");
    }

    boolean isInTime(Token token) {
        return token.expiry().isPresent()
                && Instant.now().getEpochSecond() <= token.expiry().getAsLong();
    }

    /** Whether all that a token restricts can be understood. */
    boolean isReadable(Token token) {
        JsonValue roles = token.claims().getOrDefault("roles", JsonValue.EMPTY_JSON_ARRAY);
        return roles instanceof JsonArray array
                && array.stream().allMatch(JsonString.class::isInstance)
                && token.claims().getOrDefault("roomId", Token.NO_ROOM) instanceof JsonString;
    }

    // --- who may

    boolean mayEnter(Caller caller, Room room) {
        if (!room.project.equals(caller.project())) {
            return false;
        }
        return caller.isAdmin()
                || room.type.equals("public")
                || (!caller.isGuestOnly() && room.members.containsKey(caller.user()));
    }

    /** The room of this id that a caller may enter. */
    Optional<Room> room(World world, Caller caller, String id) {
        return Optional.ofNullable(caller.project().rooms.get(id)).filter(room -> mayEnter(caller, room));
    }

    boolean joinsPublicRooms(Caller caller) {
        return true;
    }

    // --- event streams

    /** The room of this id whose event stream a caller may hear. */
    Optional<Room> streamed(World world, Caller caller, String id) {
        return room(world, caller, id);
    }

    /** Whether who opens the stream of a public room becomes a member of it. */
    boolean joinsByStream(Caller caller) {
        return joinsPublicRooms(caller);
    }

    boolean acceptsEvents(String accept) {
        return accept.contains("text/event-stream") || accept.contains("*/*");
    }

    /** What a stream begins with, oldest first. */
    List<Message> streamHistory(Room room) {
        return snapshot(room, 50);
    }

    /** What who comes back to a stream has missed since the event of this id. */
    List<JsonObject> missed(Room room, String lastEventId) {
        long last = lastEventId.matches("\\d{1,9}") ? Long.parseLong(lastEventId) : Long.MAX_VALUE;
        return room.told.stream()
                .filter(each -> Texts.number(each, "seq").orElse(0) > last)
                .toList();
    }

    /** A frame as the lines of an event; without the monitor. */
    String event(String frame) {
        String id = Texts.object(frame)
                .filter(each -> Texts.number(each, "seq").isPresent())
                .map(each -> "id: " + each.get("seq") + "\n")
                .orElse("");
        return id + "data: " + frame + "\n\n";
    }

    /** Whether a stream ends when its listener may hear no more. */
    boolean endsStreams() {
        return true;
    }

    // --- who may do what

    /** Why a caller may not write into a room, or nothing. */
    Optional<String> mayNotWrite(Caller caller, Room room) {
        if (caller.isGuestOnly()) {
            return Optional.of("guest_read_only");
        }
        String role = room.members.getOrDefault(caller.user(), "");
        boolean listens = room.type.equals("announcement")
                && !caller.isAdmin()
                && !List.of("owner", "admin", "moderator").contains(role);
        return listens ? Optional.of("announcement_read_only") : Optional.empty();
    }

    boolean mayEdit(Caller caller, Message message) {
        return message.author.equals(caller.user());
    }

    /** Whether a message is there to be edited. */
    boolean takesEdits(Message message) {
        return message.deletedAt == null;
    }

    /** Whether a message is there to be reacted to. */
    boolean takesReactions(Message message) {
        return message.deletedAt == null;
    }

    boolean mayDelete(Caller caller, Message message) {
        return message.author.equals(caller.user());
    }

    /** Whether a message was deleted and cannot be once more. */
    boolean isGone(Message message) {
        return message.deletedAt != null;
    }

    boolean mayDeleteForGood(Caller caller, Message message) {
        return caller.isAdmin() && mayDelete(caller, message);
    }

    boolean mayChangeMembers(Caller caller, Room room) {
        return caller.isAdmin();
    }

    boolean mayDeleteRoom(Caller caller, Room room) {
        return caller.isAdmin();
    }

    boolean mayOpenProjects(Request request, Caller caller) {
        return caller.isAdmin() && request.header("authorization").isPresent();
    }

    /** How many messages of a user, room and minute are taken; 0 means any number. */
    int perMinute() {
        return 0;
    }

    /** Against whose limit a message counts. */
    String countedFor(Caller caller, JsonObject message) {
        return caller.user();
    }

    /** How many tokens of a key, address and minute are minted; 0 means any number. */
    int mintsPerMinute() {
        return 0;
    }

    /** Where a request comes from, which here is always the same: headers prove nothing. */
    String address(Request request) {
        return "loopback";
    }

    // --- what is said

    String author(Caller caller, JsonObject frame) {
        return caller.user();
    }

    long messageId(World world, JsonObject frame) {
        return world.nextMessageId();
    }

    /** The content of a message or an edit, trimmed; what cannot be one is refused with these sentences. */
    String content(@Nullable JsonValue content, String refusedAs) {
        if (!(content instanceof JsonString string)) {
            throw new Refusal(400, refusedAs + "content must be a string");
        }
        String text = trimmed(string.getString());
        if (text.isEmpty()) {
            throw new Refusal(400, refusedAs + "content cannot be empty");
        } else if (length(text) > LONGEST_TEXT) {
            throw new Refusal(400, refusedAs + "content exceeds maximum length of 4000 characters");
        }
        return text;
    }

    /** What an edit makes of the content. */
    String newContent(@Nullable JsonValue content, String refusedAs) {
        return content(content, refusedAs);
    }

    String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }

    int length(String text) {
        return text.length();
    }

    /** The idempotency key of a message, or none. */
    Optional<String> key(JsonObject message) {
        return Texts.text(message, "clientMessageId").map(String::strip).filter(each -> KEY.matcher(each)
                .matches());
    }

    /** What makes two keys the same. */
    String keyScope(Room room, String author, String key) {
        return author + " " + key;
    }

    /** The message that a retry means, if it is one. */
    Optional<Message> stored(Room room, String scope) {
        return Optional.ofNullable(room.byKey.get(scope)).filter(each -> each.deletedAt == null);
    }

    @Nullable
    Long parent(JsonObject message, String field) {
        return Texts.number(message, field).isPresent()
                ? Texts.number(message, field).getAsLong()
                : null;
    }

    JsonArray attachments(JsonObject message) {
        List<JsonObject> kept = new ArrayList<>();
        for (JsonObject each : Texts.objects(message, "attachments")) {
            if (kept.size() < 10 && isLink(Texts.text(each, "url").orElse(""))) {
                kept.add(Attachment.cleaned(each));
            }
        }
        return Texts.array(kept);
    }

    boolean isLink(String url) {
        return Attachment.isLink(url);
    }

    boolean isEmoji(String text) {
        return text.codePoints().anyMatch(c -> c > 0x203B && !Character.isLetter(c) && !Character.isSurrogate((char) c))
                || text.codePoints().anyMatch(c -> c >= 0x1F000);
    }

    boolean isEventName(String name) {
        return name.length() <= 128 && EVENT_NAME.matcher(name).matches();
    }

    // --- what is told again

    int pageSize(Optional<String> limit) {
        int asked = limit.filter(each -> each.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .orElse(50);
        return asked < 1 ? 50 : Math.min(asked, 500);
    }

    /** How many messages a newcomer asks to be told of, as he asks. */
    String snapshotLimit(Request handshake) {
        return handshake
                .parameter("replayLimit")
                .or(() -> handshake.parameter("historyLimit"))
                .orElse("");
    }

    /** A page of history, newest first. */
    List<Message> page(Room room, @Nullable Instant before, int size) {
        List<Message> page = new ArrayList<>();
        List<Message> all = room.visible();
        for (int i = all.size() - 1; i >= 0 && page.size() < size; i--) {
            if (before == null || all.get(i).createdAt.isBefore(before)) {
                page.add(all.get(i));
            }
        }
        return page;
    }

    /** The snapshot for a newcomer, oldest first. */
    List<Message> snapshot(Room room, int size) {
        List<Message> all = room.visible();
        return all.subList(Math.max(0, all.size() - size), all.size());
    }

    /** The events after a position, at most so many. */
    List<JsonObject> events(Room room, long after, int most) {
        int from = (int) Math.min(Math.max(after, 0), room.events.size());
        return room.events.subList(from, Math.min(room.events.size(), from + most));
    }

    /** How many undeleted messages come after a read mark. */
    long unread(Room room, long mark) {
        return room.visible().stream().filter(each -> each.id > mark).count();
    }

    long readMark(long before, long asked) {
        return Math.max(before, asked);
    }

    /** A message of this id that a frame in a room may be about. */
    Optional<Message> message(World world, Room room, long id) {
        return room.messages.stream().filter(each -> each.id == id).findFirst();
    }

    /** Whether a caller can know that a message exists. */
    boolean knows(Caller caller, Message message) {
        return message.room.project.equals(caller.project());
    }

    /** Whether a room has not been deleted. */
    boolean isThere(Room room) {
        return room.project.rooms.get(room.id) == room;
    }

    /** Whether what happens to a message goes into the room's log. */
    boolean logs(Message message) {
        return true;
    }

    void store(Room room, Message message) {
        room.messages.add(message);
    }

    void react(Message message, String user, String emoji, boolean adds) {
        message.react(user, emoji, adds);
    }

    boolean forgetsDeleted() {
        return true;
    }

    /** What is told of typing. */
    JsonObject typing(JsonObject told, JsonObject frame) {
        return told;
    }

    // --- rooms

    boolean lists(Caller caller, Room room) {
        return caller.isAdmin() || room.members.containsKey(caller.user());
    }

    /** Whether somebody who asks for a room that is there is told what it is. */
    boolean tellsOfExisting(Caller caller, Room existing) {
        return mayEnter(caller, existing);
    }

    /** What somebody hears who asks for a message of a room that is closed to him. */
    Refusal closedMessage() {
        return new Refusal(404, "message not found");
    }

    boolean mayType(Caller caller) {
        return !caller.isGuestOnly();
    }

    /** Somebody asks for a room that is there. */
    void createsAgain(Caller caller, Room existing) {}

    /** Somebody asks for a room, under this id if he names one, that cannot be. */
    void createsNot(Caller caller, Optional<String> id) {}

    /** Gives a new room, its members taken along, to its creator. */
    void createdBy(Room room, String creator) {
        room.members.putIfAbsent(creator, "owner");
    }

    boolean mayPair(Caller caller, String a, String b) {
        return caller.isAdmin() || caller.user().equals(a) || caller.user().equals(b);
    }

    /** The room that two users have already, asked for in this order. */
    Optional<Room> pairRoom(Project project, String a, String b) {
        return project.rooms.values().stream()
                .filter(room -> room.type.equals("dm") && room.name.equals(pairName(a, b)))
                .findFirst();
    }

    static String pairName(String a, String b) {
        return a.compareTo(b) < 0 ? a + ":" + b : b + ":" + a;
    }

    /** The roles that somebody can be added with. */
    List<String> givenRoles() {
        return List.of("owner", "admin", "moderator", "member");
    }

    /** The room of this id as an administrator knows it. */
    @Nullable
    Room managed(World world, Caller caller, String id) {
        return caller.project().rooms.get(id);
    }

    void addMember(Room room, String user, String role) {
        room.members.putIfAbsent(user, role);
    }

    void removeMember(Room room, String user) {
        room.members.remove(user);
    }

    /** What a crash leaves of the world: all that was said to be stored. */
    void crashed(World world) {}

    // --- who is there

    /** Who a connection is, as others see it. */
    String userOf(Request handshake, Caller caller) {
        return caller.user();
    }

    /** Whether a user who connects was not there before. */
    boolean isNewcomer(Room room, String user) {
        return !room.present().containsKey(user);
    }

    /** Whether a user whose connection has ended has no other. */
    boolean hasLeft(Room room, String user) {
        return !room.present().containsKey(user);
    }

    /** A longer body is refused unread. */
    int longestRead() {
        return 8 * LONGEST_BODY;
    }

    /** What is wrong with every WebSocket, if anything. */
    Optional<SocketPeer.Flaw> flaw() {
        return Optional.empty();
    }

    boolean noticesCut() {
        return true;
    }

    boolean closesRevoked() {
        return true;
    }

    /** The close code for a user who was removed, or, without one, for everybody in a room that was deleted. */
    int revoked(@Nullable String user) {
        return 4001;
    }

    boolean closesExpired() {
        return true;
    }

    // --- webhooks

    boolean mayRuleWebhooks(Caller caller) {
        return caller.isAdmin();
    }

    boolean mayListWebhooks(Caller caller) {
        return caller.isAdmin()
                || caller.roles().contains("moderator")
                || caller.roles().contains("mod");
    }

    /** Whether a webhook may be told of events there. */
    boolean isOpen(String url) {
        return Addresses.isOpen(url);
    }

    /** The same for a webhook that is there already. */
    boolean isOpenToChange(String url) {
        return isOpen(url);
    }

    /** The webhook of this id that a caller may know. */
    Optional<Webhook> webhook(World world, Caller caller, String id) {
        return Optional.ofNullable(caller.project().webhooks.get(id));
    }

    /** The webhooks that may hear of what happens in a project. */
    List<Webhook> webhooks(World world, Project project) {
        return List.copyOf(project.webhooks.values());
    }

    boolean wants(Webhook webhook, String type) {
        return webhook.types.contains(type);
    }

    /** Whether webhooks are told of a message that was asked for so. */
    boolean tellsWebhooks(JsonObject asked) {
        return true;
    }

    /** What webhooks are told of a message. */
    JsonObject created(Message message, JsonObject asked) {
        return Json.object(
                "id",
                message.id,
                "roomId",
                message.room.id,
                "senderId",
                message.author,
                "content",
                message.content,
                "createdAt",
                World.time(message.createdAt),
                "attachments",
                message.attachments);
    }

    /** The body of a delivery. */
    JsonObject delivery(JsonObject truth) {
        return truth;
    }

    /** A header of a delivery as it leaves. */
    Optional<String> deliveryHeader(String name, String truth) {
        return Optional.of(truth);
    }

    String signature(String secret, String body) {
        return Signature.of(secret, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether somebody who asks shows a delivery of this webhook as it left. */
    boolean isDeliveryOf(Webhook webhook, String payload, String signature, JsonObject asked) {
        return webhook.secret != null && signature.equals(signature(webhook.secret, payload));
    }

    /** How often a delivery is sent at once. */
    int attempts() {
        return 1;
    }

    boolean followsRedirects() {
        return false;
    }

    /** Sends a delivery; everybody else goes on meanwhile. */
    void sends(Executor queue, Runnable sending) {
        queue.execute(sending);
    }
}
