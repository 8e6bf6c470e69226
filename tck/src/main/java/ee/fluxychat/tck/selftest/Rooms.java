package ee.fluxychat.tck.selftest;

import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.selftest.World.Message;
import ee.fluxychat.tck.selftest.World.Room;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What happens in rooms: entering, saying, hearing, leaving. Each room keeps one order, since all of it runs under the world's monitor. */
final class Rooms implements AutoCloseable {

    private static final int TERMINATED = 4001;
    private static final int REPLAY_MOST = 200;
    private static final int PRESENCE_INFO_UNITS = 2_048;
    private static final Pattern MENTION = Pattern.compile("@([A-Za-z0-9_:-]+)");

    private final World world;
    private final Rules rules;
    private final Deliveries deliveries;
    private final Minutes spent = new Minutes();
    private final Timer clock = new Timer("truthful clock", true);

    Rooms(World world, Rules rules, Deliveries deliveries) {
        this.world = world;
        this.rules = rules;
        this.deliveries = deliveries;
    }

    // --- entering and leaving

    /** Lets a caller in, as a member if the room is public; refused is whoever may not. */
    Room entered(Caller caller, String id) {
        Room room = rules.room(world, caller, id)
                .orElseThrow(() -> new Refusal(403, "forbidden: user is not a member of this room"));
        if (room.type.equals("public") && rules.joinsPublicRooms(caller)) {
            room.members.putIfAbsent(caller.user(), caller.isGuestOnly() ? "guest" : "member");
        }
        return room;
    }

    /** Lets a caller listen, as a member if the room is public; refused is whoever may not. */
    Room listened(Caller caller, String id) {
        Room room = rules.streamed(world, caller, id).orElseThrow(() -> new Refusal(403, "forbidden"));
        if (room.type.equals("public") && rules.joinsByStream(caller)) {
            room.members.putIfAbsent(caller.user(), caller.isGuestOnly() ? "guest" : "member");
        }
        return room;
    }

    /** Begins to tell a stream of a room; to be run when its listener has gone. */
    Runnable stream(StreamPeer stream, Request request, Caller caller, String id) {
        Room room = listened(caller, id);
        Peer peer = new Peer(stream, room, caller, JsonValue.EMPTY_JSON_OBJECT, request);
        List<JsonObject> messages =
                rules.streamHistory(room).stream().map(Message::stored).toList();
        tell(peer, Json.object("type", "history", "messages", messages));
        request.header("last-event-id")
                .ifPresent(last -> rules.missed(room, last).forEach(each -> tell(peer, each)));
        room.streams.add(peer);
        endWithToken(peer);
        return () -> {
            synchronized (world) {
                room.streams.remove(peer);
            }
        };
    }

    SocketPeer.Ears greet(SocketPeer socket, Request request, Caller caller, String id) {
        Room room = entered(caller, id);
        Caller here = new Caller(caller.project(), rules.userOf(request, caller), caller.roles(), caller.until());
        Peer peer = new Peer(socket, room, here, userInfo(request), request);
        boolean isFirst = rules.isNewcomer(room, here.user());
        snapshots(peer, request);
        tell(
                peer,
                Json.object(
                        "type",
                        "location_snapshot",
                        "roomId",
                        room.id,
                        "tracks",
                        List.of(),
                        "generatedAt",
                        World.time(World.now())));
        room.peers.add(peer);
        room.isAwake = true;
        tell(
                peer,
                Json.object(
                        "type",
                        "subscription_succeeded",
                        "roomId",
                        room.id,
                        "socketId",
                        peer.socketId,
                        "subscriptionCount",
                        room.peers.size(),
                        "members",
                        members(room),
                        "seq",
                        room.events.size(),
                        "epoch",
                        room.epoch));
        if (isFirst) {
            JsonObject joined = Json.object(
                    "type",
                    "member_joined",
                    "roomId",
                    room.id,
                    "userId",
                    caller.user(),
                    "userInfo",
                    peer.userInfo,
                    "socketId",
                    peer.socketId);
            room.hearers().stream().filter(each -> each != peer).forEach(each -> tell(each, joined));
        }
        tellPresence(room);
        deliveries.entered(peer, isFirst);
        endWithToken(peer);
        return ears(peer);
    }

    private void endWithToken(Peer peer) {
        long life =
                Math.max(0, Duration.between(Instant.now(), peer.caller.until()).toMillis());
        clock.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        expire(peer);
                    }
                },
                life);
    }

    private void snapshots(Peer peer, Request request) {
        Room room = peer.room;
        boolean caches = request.parameter("cache")
                .filter(List.of("1", "true", "on")::contains)
                .isPresent();
        if (caches && room.newest != null) {
            tell(
                    peer,
                    Json.object(
                            "type",
                            "cache_snapshot",
                            "roomId",
                            room.id,
                            "event",
                            room.newest,
                            "cachedAt",
                            World.time(room.newestAt)));
        }
        String replay = request.parameter("replay").orElse("");
        if (peer.wantsNoSnapshot()) {
            return;
        }
        String limit = rules.snapshotLimit(request);
        List<Message> messages = rules.snapshot(room, rules.pageSize(Optional.of(limit.replaceFirst("[.].*", ""))));
        tell(
                peer,
                Json.object(
                        "type",
                        List.of("connect", "true", "1").contains(replay) ? "replay" : "history",
                        "messages",
                        messages.stream().map(Message::stored).toList(),
                        "reactions",
                        counts(messages)));
    }

    static JsonObject counts(List<Message> messages) {
        JsonObject counts = JsonValue.EMPTY_JSON_OBJECT;
        for (Message each : messages) {
            if (!each.counts().isEmpty()) {
                counts = Texts.with(counts, String.valueOf(each.id), each.counts());
            }
        }
        return counts;
    }

    private static JsonObject userInfo(Request request) {
        JsonObject asked = request.parameter("presenceInfo")
                .filter(each -> each.length() <= PRESENCE_INFO_UNITS)
                .flatMap(Texts::object)
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
        JsonObject info = JsonValue.EMPTY_JSON_OBJECT;
        Optional<String> name = Texts.text(asked, "name").filter(each -> each.length() <= 64);
        Optional<String> avatar = Texts.text(asked, "avatar_url").filter(Attachment::isLink);
        Optional<String> role = Texts.text(asked, "role").filter(each -> each.length() <= 32);
        info = name.isPresent() ? Texts.with(info, "name", name.get()) : info;
        info = avatar.isPresent() ? Texts.with(info, "avatar_url", avatar.get()) : info;
        return role.isPresent() ? Texts.with(info, "role", role.get()) : info;
    }

    private static List<JsonObject> members(Room room) {
        return room.present().entrySet().stream()
                .map(each -> Json.object("userId", each.getKey(), "userInfo", each.getValue()))
                .toList();
    }

    private void tellPresence(Room room) {
        tellAll(
                room,
                Json.object(
                        "type",
                        "presence",
                        "online",
                        room.peers.size(),
                        "users",
                        List.copyOf(room.present().keySet()),
                        "members",
                        members(room)));
        tellAll(
                room,
                Json.object("type", "subscription_count", "roomId", room.id, "subscriptionCount", room.peers.size()));
    }

    private void leave(Peer peer) {
        Room room = peer.room;
        room.streams.remove(peer);
        if (room.peers.remove(peer)) {
            if (rules.hasLeft(room, peer.caller.user())) {
                tellAll(room, Json.object("type", "member_left", "roomId", room.id, "userId", peer.caller.user()));
            }
            tellPresence(room);
            deliveries.left(peer);
        }
    }

    private void expire(Peer peer) {
        synchronized (world) {
            if (ends(peer) && rules.closesExpired()) {
                peer.socket.closes(TERMINATED, "token expired");
                leave(peer);
            }
        }
    }

    /** Closes the connections of a user, or of everybody, who may be here no longer. */
    void revoke(Room room, @Nullable String user) {
        if (rules.closesRevoked()) {
            for (Peer each : room.hearers()) {
                if (ends(each) && (user == null || each.caller.user().equals(user))) {
                    each.socket.closes(rules.revoked(user), "removed");
                    leave(each);
                }
            }
        }
    }

    private boolean ends(Peer peer) {
        return !peer.isStream() || rules.endsStreams();
    }

    /** Nobody is connected any more, and nobody is told. */
    void forgetConnections() {
        world.projects().forEach(project -> project.rooms.values().forEach(room -> {
            room.peers.clear();
            room.streams.clear();
        }));
    }

    // --- hearing

    void tell(Peer peer, JsonObject frame) {
        rules.told(peer, frame).forEach(each -> peer.socket.says(each.toString()));
    }

    void tellAll(Room room, JsonObject frame) {
        if (frame.containsKey("seq")) {
            room.told.add(frame);
        }
        room.hearers().forEach(each -> tell(each, frame));
    }

    private SocketPeer.Ears ears(Peer peer) {
        return new SocketPeer.Ears() {
            @Override
            public void text(String text) {
                rules.says(peer, text, () -> {
                    synchronized (world) {
                        said(peer, text);
                    }
                });
            }

            @Override
            public void binary() {
                synchronized (world) {
                    rules.saysBinary(peer);
                }
            }

            @Override
            public void gone() {
                synchronized (world) {
                    if (rules.noticesCut()) {
                        leave(peer);
                    }
                }
            }
        };
    }

    private void said(Peer peer, String text) {
        if (!peer.room.peers.contains(peer)) {
            return;
        }
        JsonObject frame = JsonValue.EMPTY_JSON_OBJECT;
        try {
            if (text.length() > Rules.LONGEST_FRAME) {
                throw new Refusal(413, "payload_too_large");
            }
            JsonValue value =
                    Texts.value(text).orElseThrow(() -> new Refusal(400, "Invalid message format or internal error"));
            if (!(value instanceof JsonObject object)) {
                throw new Refusal(400, "unknown_event_type");
            }
            frame = rules.heard(peer, object);
            if (rules.handles(peer, frame)) {
                handle(peer, frame);
            }
        } catch (Refusal refusal) {
            tell(peer, error(refusal, frame));
        }
    }

    private static JsonObject error(Refusal refusal, JsonObject frame) {
        JsonObject error = Json.object("type", "error", "message", sentence(refusal), "code", code(refusal));
        Optional<String> ref = Texts.text(frame, "clientMessageId");
        return ref.isPresent() ? Texts.with(error, "ref", ref.get()) : error;
    }

    private static String sentence(Refusal refusal) {
        return refusal.status() == 429
                ? "rate_limit_exceeded: retry in " + refusal.more().get("retryAfterSeconds") + "s"
                : refusal.error();
    }

    private static String code(Refusal refusal) {
        return refusal.error()
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[: ].*", "")
                .replaceAll("[^a-z_]", "_");
    }

    private void handle(Peer peer, JsonObject frame) {
        Caller caller = peer.caller;
        switch (Texts.type(frame)) {
            case "ping" -> tell(peer, Json.object("type", "pong", "ts", System.currentTimeMillis()));
            case "message" -> message(peer, frame);
            case "edit" ->
                edit(
                        caller,
                        target(peer, frame, rules::takesEdits),
                        rules.newContent(frame.get("content"), "invalid_content: "));
            case "delete" -> delete(caller, target(peer, frame, each -> each.deletedAt == null));
            case "reaction" ->
                react(
                        caller,
                        target(peer, frame, rules::takesReactions),
                        Texts.text(frame, "emoji").orElse(""),
                        !Texts.text(frame, "op").orElse("add").equals("remove"));
            case "read" -> read(caller, peer.room, messageId(frame));
            case "typing" -> typing(peer, frame);
            case "client_event" -> clientEvent(peer, frame);
            case "resume" -> resume(peer, frame);
            default -> throw new Refusal(400, "unknown_event_type");
        }
    }

    // --- saying

    private void message(Peer peer, JsonObject frame) {
        requireRoom(peer.room);
        requireWriting(peer.caller, peer.room);
        String content = rules.content(frame.get("content"), "invalid_content: ");
        Optional<Message> stored = storedBefore(peer.room, peer.caller, frame);
        if (stored.isPresent()) {
            tell(peer, Texts.merged(Json.object("type", "message"), stored.get().live()));
            return;
        }
        spend(peer.room, peer.caller, frame, "socket");
        post(peer.room, peer.caller, frame, content, rules.parent(frame, "parentId"));
    }

    /** A room that was deleted takes nothing more, even from a connection that is still open. */
    private void requireRoom(Room room) {
        if (!rules.isThere(room)) {
            throw new Refusal(404, "room not found");
        }
    }

    Optional<Message> storedBefore(Room room, Caller caller, JsonObject message) {
        return rules.key(message).flatMap(key -> rules.stored(room, rules.keyScope(room, caller.user(), key)));
    }

    void requireWriting(Caller caller, Room room) {
        Optional<String> why = rules.mayNotWrite(caller, room);
        if (why.isPresent()) {
            throw why.get().equals("announcement_read_only")
                    ? new Refusal(403, why.get(), Json.object("code", why.get(), "roomType", room.type))
                    : new Refusal(403, why.get());
        }
    }

    /** Counts a message against the limit of its user, room, transport and minute. */
    void spend(Room room, Caller caller, JsonObject message, String transport) {
        String who = rules.countedFor(caller, message);
        spent.spend(String.join(" ", room.project.id, room.id, who, transport), rules.perMinute());
    }

    Message post(Room room, Caller caller, JsonObject asked, String content, @Nullable Long parent) {
        String author = rules.author(caller, asked);
        Optional<String> key = rules.key(asked);
        Message message = new Message(
                room,
                rules.messageId(world, asked),
                author,
                content,
                key.orElse(null),
                parent,
                rules.attachments(asked),
                mentions(room, author, content),
                room.events.size() + 1L);
        rules.store(room, message);
        key.ifPresent(each -> room.byKey.put(rules.keyScope(room, author, each), message));
        JsonObject payload = Json.object(
                "id", message.id, "content", content, "userId", author, "createdAt", World.time(message.createdAt));
        log(room, message, "create", key.isPresent() ? Texts.with(payload, "clientMessageId", key.get()) : payload);
        announce(room, Texts.merged(Json.object("type", "message"), message.live()));
        deliveries.posted(message, asked);
        return message;
    }

    private static JsonArray mentions(Room room, String author, String content) {
        Set<String> named = new LinkedHashSet<>();
        Matcher matcher = MENTION.matcher(content);
        while (matcher.find()) {
            if (room.members.containsKey(matcher.group(1)) && !matcher.group(1).equals(author)) {
                named.add(matcher.group(1));
            }
        }
        return Json.object("it", List.copyOf(named)).getJsonArray("it");
    }

    private void log(Room room, Message message, String type, JsonObject payload) {
        if (!rules.logs(message)) {
            return;
        }
        room.events.add(Json.object(
                "seq",
                room.events.size() + 1,
                "messageId",
                message.id,
                "eventType",
                type,
                "version",
                message.version,
                "createdAt",
                World.time(World.now()),
                "payload",
                payload));
    }

    /** Tells everybody of something stored, which is the newest now. */
    private void announce(Room room, JsonObject frame) {
        room.newest = frame;
        room.newestAt = World.now();
        tellAll(room, frame);
    }

    Message edit(Caller caller, Message message, String content) {
        if (!rules.mayEdit(caller, message)) {
            throw new Refusal(403, "forbidden");
        }
        message.content = content;
        message.editedAt = World.now();
        message.version++;
        Room room = message.room;
        log(
                room,
                message,
                "update",
                Json.object(
                        "id",
                        message.id,
                        "content",
                        content,
                        "userId",
                        message.author,
                        "editedAt",
                        World.time(message.editedAt),
                        "version",
                        message.version));
        JsonObject told = Json.object(
                "id",
                message.id,
                "roomId",
                room.id,
                "userId",
                message.author,
                "content",
                content,
                "editedAt",
                World.time(message.editedAt),
                "version",
                message.version,
                "seq",
                room.events.size());
        announce(room, Texts.merged(Json.object("type", "edit", "streaming", false), told));
        tellAll(room, Texts.merged(Json.object("type", "message_updated"), told));
        return message;
    }

    void delete(Caller caller, Message message) {
        if (!rules.mayDelete(caller, message)) {
            throw new Refusal(403, "forbidden");
        }
        message.deletedAt = World.now();
        message.content = "[deleted]";
        message.version++;
        Room room = message.room;
        forget(room, message);
        log(
                room,
                message,
                "delete",
                Json.object(
                        "id",
                        message.id,
                        "userId",
                        message.author,
                        "deletedAt",
                        World.time(message.deletedAt),
                        "version",
                        message.version));
        JsonObject told = Json.object(
                "id",
                message.id,
                "roomId",
                room.id,
                "userId",
                message.author,
                "deletedAt",
                World.time(message.deletedAt),
                "hard",
                false,
                "version",
                message.version,
                "seq",
                room.events.size());
        announce(room, Texts.merged(Json.object("type", "delete"), told));
        tellAll(room, Texts.merged(Json.object("type", "message_deleted"), told));
    }

    /** The log keeps that there was a message, not what it said. */
    private void forget(Room room, Message message) {
        if (rules.forgetsDeleted()) {
            room.events.replaceAll(event -> event.getInt("messageId") == message.id
                    ? Texts.with(
                            event,
                            "payload",
                            event.getJsonObject("payload").containsKey("content")
                                    ? Texts.with(event.getJsonObject("payload"), "content", "[deleted]")
                                    : event.getJsonObject("payload"))
                    : event);
        }
    }

    JsonObject react(Caller caller, Message message, String emoji, boolean adds) {
        if (emoji.isBlank()) {
            throw new Refusal(400, "emoji required");
        } else if (!rules.isEmoji(emoji)) {
            throw new Refusal(400, "invalid emoji");
        }
        String user = rules.author(caller, JsonValue.EMPTY_JSON_OBJECT);
        rules.react(message, user, emoji, adds);
        JsonObject reaction = Json.object(
                "roomId",
                message.room.id,
                "userId",
                user,
                "messageId",
                message.id,
                "emoji",
                emoji,
                "op",
                adds ? "add" : "remove");
        tellAll(message.room, Texts.merged(Json.object("type", "reaction"), reaction));
        return reaction;
    }

    void read(Caller caller, Room room, long id) {
        if (rules.message(world, room, id).isEmpty()) {
            throw new Refusal(404, "message not found");
        }
        room.readMarks.merge(caller.user(), id, rules::readMark);
        tellAll(
                room,
                Json.object(
                        "type",
                        "read",
                        "roomId",
                        room.id,
                        "userId",
                        caller.user(),
                        "messageId",
                        id,
                        "createdAt",
                        World.time(World.now())));
    }

    private void typing(Peer peer, JsonObject frame) {
        if (!rules.mayType(peer.caller)) {
            return;
        }
        boolean isTyping = frame.get("isTyping") == JsonValue.TRUE;
        String asked = Texts.text(frame, "intent").orElse("composing");
        String known = List.of("composing", "away", "viewing_thread", "idle").contains(asked) ? asked : "composing";
        tellAll(
                peer.room,
                rules.typing(
                        Json.object(
                                "type",
                                "typing",
                                "userId",
                                rules.author(peer.caller, JsonValue.EMPTY_JSON_OBJECT),
                                "isTyping",
                                isTyping,
                                "intent",
                                isTyping ? known : "idle"),
                        frame));
    }

    private void clientEvent(Peer peer, JsonObject frame) {
        String name = Texts.text(frame, "eventName").orElse("");
        if (name.isEmpty()) {
            throw new Refusal(400, "eventName required");
        } else if (!name.startsWith("client-")) {
            throw new Refusal(400, "client events must be prefixed with client-");
        } else if (name.length() > 128) {
            throw new Refusal(400, "eventName too long");
        } else if (!rules.isEventName(name)) {
            throw new Refusal(400, "invalid client event name");
        }
        JsonObject event = Json.object(
                "type",
                "client_event",
                "roomId",
                peer.room.id,
                "userId",
                peer.caller.user(),
                "eventName",
                name,
                "data",
                frame.getOrDefault("data", JsonValue.NULL));
        peer.room.hearers().stream().filter(each -> each != peer).forEach(each -> tell(each, event));
    }

    private void resume(Peer peer, JsonObject frame) {
        Room room = peer.room;
        long asked = Math.max(0, Texts.number(frame, "lastSeq").orElse(0));
        List<JsonObject> events = rules.events(room, asked, REPLAY_MOST);
        long current = room.events.size();
        long reached = events.isEmpty() ? asked : events.get(events.size() - 1).getInt("seq");
        boolean isHere = Texts.text(frame, "epoch").orElse(room.epoch).equals(room.epoch);
        Map<Long, JsonObject> changed = new LinkedHashMap<>();
        for (JsonObject each : events) {
            room.visible().stream()
                    .filter(message -> message.id == each.getInt("messageId"))
                    .forEach(message -> changed.put(message.id, message.stored()));
        }
        tell(
                peer,
                Json.object(
                        "type",
                        "replay",
                        "events",
                        events,
                        "lastSeq",
                        reached,
                        "currentSeq",
                        current,
                        "epoch",
                        room.epoch,
                        "recovered",
                        isHere && asked <= current,
                        "hasMore",
                        reached < current,
                        "messages",
                        new ArrayList<>(changed.values())));
    }

    // --- which message

    private static long messageId(JsonObject frame) {
        return Texts.number(frame, "messageId").orElseThrow(() -> new Refusal(400, "messageId required"));
    }

    private Message target(Peer peer, JsonObject frame, Predicate<Message> isThere) {
        long id = messageId(frame);
        return rules.message(world, peer.room, id)
                .filter(isThere)
                .orElseThrow(() -> new Refusal(404, "message not found"));
    }

    @Override
    public void close() {
        clock.cancel();
    }
}
