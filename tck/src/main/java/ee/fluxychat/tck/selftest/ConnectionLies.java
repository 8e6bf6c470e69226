package ee.fluxychat.tck.selftest;

import static ee.fluxychat.tck.selftest.Lie.about;
import static ee.fluxychat.tck.selftest.Lie.changing;
import static ee.fluxychat.tck.selftest.Lie.error;
import static ee.fluxychat.tck.selftest.Lie.silentOn;
import static ee.fluxychat.tck.selftest.Lie.telling;

import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.selftest.World.Message;
import ee.fluxychat.tck.selftest.World.Room;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/** Lies about handshakes, greetings, presence, and frames in general. */
final class ConnectionLies {

    private ConnectionLies() {}

    static List<Lie> all() {
        List<Lie> all = new ArrayList<>(handshakes());
        all.addAll(greetings());
        all.addAll(presence());
        all.addAll(frames());
        return all;
    }

    private static Rules shaking(BiPredicate<Request, Reply> when, UnaryOperator<Reply> lie) {
        return new Rules() {
            @Override
            Reply handshake(Request request, Reply truth) {
                return when.test(request, truth) ? lie.apply(truth) : truth;
            }
        };
    }

    private static List<Lie> handshakes() {
        return List.of(
                about(
                        "CONN-OPEN-1",
                        "opens to nobody without a User-Agent",
                        () -> shaking(
                                (q, r) -> q.header("user-agent").isEmpty()
                                        && q.parameter("token").isEmpty()
                                        && r.status() == 101,
                                r -> error(403, "forbidden"))),
                about(
                        "CONN-OPEN-2",
                        "takes no token from the query of a handshake",
                        () -> shaking(
                                (q, r) -> q.header("authorization").isEmpty() && r.status() == 101,
                                r -> Reply.text(401, "Unauthorized"))),
                about(
                        "CONN-OPEN-3",
                        "finds no room for a plain request",
                        () -> Lie.answering("GET /ws/room/.*", r -> Reply.text(404, "Not found"))),
                about("CONN-TOKEN-1", "lets in who shows no token", () -> new Rules() {
                    @Override
                    Reply handshake(Request request, Reply truth) {
                        boolean isEmpty = request.parameter("token").orElse("x").isEmpty();
                        return isEmpty ? error(403, "forbidden") : truth;
                    }
                }),
                about(
                        "CONN-TOKEN-2",
                        "refuses a stranger in other words",
                        () -> shaking(
                                (q, r) ->
                                        r.status() == 403 && q.header("origin").isEmpty(),
                                r -> error(403, "go away"))),
                about("CONN-ROOM-1", "makes a stranger a member while it refuses him", () -> new Rules() {
                    @Override
                    Optional<Room> room(World world, Caller caller, String id) {
                        Room room = caller.project().rooms.get(id);
                        Optional<Room> open = super.room(world, caller, id);
                        if (room != null && open.isEmpty() && room.members.size() == 1 && !caller.isGuestOnly()) {
                            room.members.put("ghost-of-" + caller.user(), "member");
                            room.members.remove("ghost-of-" + caller.user());
                            room.members.put(caller.user(), "guest");
                        }
                        return open;
                    }

                    @Override
                    boolean mayEnter(Caller caller, Room room) {
                        return super.mayEnter(caller, room)
                                && (caller.isAdmin()
                                        || room.type.equals("public")
                                        || !"guest".equals(room.members.get(caller.user())));
                    }
                }),
                about("CONN-ROOM-2", "tells an unknown room from a closed one", () -> new Rules() {
                    @Override
                    Reply handshake(Request request, Reply truth) {
                        return truth.status() == 403 && request.path().contains("nowhere")
                                ? truth.saying(Texts.with(truth.object(), "error", "room not found"))
                                : truth;
                    }
                }),
                about("CONN-ROOM-3", "shuts admins out", () -> new Rules() {
                    @Override
                    Reply handshake(Request request, Reply truth) {
                        boolean isAdmin = Token.of(tokenOf(request).orElse(""))
                                .filter(each -> each.roles().contains("admin"))
                                .isPresent();
                        return isAdmin && request.header("user-agent").isEmpty() ? error(403, "forbidden") : truth;
                    }
                }),
                about("CONN-ROOM-4", "makes no user a member who enters a public room", () -> new Rules() {
                    @Override
                    boolean joinsPublicRooms(Caller caller) {
                        return caller.isGuestOnly();
                    }
                }),
                about("CONN-GUEST-1", "lets guests in nowhere", () -> new Rules() {
                    @Override
                    Reply handshake(Request request, Reply truth) {
                        boolean isGuest = Token.of(tokenOf(request).orElse(""))
                                .filter(each -> each.roles().equals(List.of("guest")))
                                .isPresent();
                        return isGuest && request.header("user-agent").isEmpty() ? error(403, "forbidden") : truth;
                    }
                }),
                about(
                        "CONN-GUEST-2",
                        "makes guests members like all others",
                        () -> changing(
                                "GET /rooms/[^/]+/members",
                                a -> Texts.with(
                                        a,
                                        "members",
                                        Texts.objects(a, "members").stream()
                                                .map(each ->
                                                        each.getString("userId").endsWith("_gus")
                                                                ? Texts.with(each, "role", "member")
                                                                : each)
                                                .toList()))),
                about("CONN-USER-1", "takes the user from the query", () -> new Rules() {
                    @Override
                    String userOf(Request handshake, Caller caller) {
                        return handshake.parameter("userId").orElse(caller.user());
                    }
                }),
                about("CONN-ORIGIN-1", "does not look where a handshake comes from", () -> new Rules() {
                    @Override
                    boolean checksOriginOfHandshakes() {
                        return false;
                    }
                }),
                about(
                        "CONN-ORIGIN-2",
                        "takes no handshake from its own pages",
                        () -> shaking((q, r) -> q.header("origin").isPresent(), r -> error(403, "origin_forbidden"))),
                about(
                        "CONN-ID-1",
                        "breaks on an odd room id",
                        () -> shaking((q, r) -> q.path().contains("%00"), r -> error(500, "broken"))),
                about(
                        "CONN-RFC-1",
                        "shakes hands in any version",
                        () -> shaking((q, r) -> r.status() == 426, r -> new Reply(200, Map.of(), ""))),
                about(
                        "CONN-RFC-2",
                        "misses no key",
                        () -> shaking(
                                (q, r) -> q.header("sec-websocket-key").isEmpty(), r -> new Reply(200, Map.of(), ""))),
                about(
                        "CONN-RFC-3",
                        "shakes hands by POST",
                        () -> shaking((q, r) -> q.method().equals("POST"), r -> new Reply(200, Map.of(), ""))),
                about(
                        "CONN-TRACE-1",
                        "forgets the trace id of a refusal",
                        () -> shaking(
                                (q, r) -> r.status() == 403,
                                r -> r.saying(Texts.with(r.object(), "traceId", "another")))));
    }

    private static List<Lie> greetings() {
        return List.of(
                about("CONN-SNAP-1", "greets first and tells the past later", () -> new Rules() {
                    private final Map<Peer, JsonObject> kept = new ConcurrentHashMap<>();

                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        if (Texts.type(frame).equals("history")
                                && frame.getJsonArray("messages").size() == 1
                                && frame.toString().contains("before bob came")) {
                            kept.put(hearer, frame);
                            return List.of();
                        }
                        JsonObject late =
                                Texts.type(frame).equals("subscription_succeeded") ? kept.remove(hearer) : null;
                        return late == null ? List.of(frame) : List.of(frame, late);
                    }
                }),
                about("CONN-SNAP-2", "leaves the sender out of the snapshot", () -> snapshot("senderId")),
                about("CONN-SNAP-3", "tells the snapshot newest first", () -> new Rules() {
                    @Override
                    List<Message> snapshot(Room room, int size) {
                        List<Message> reversed = new ArrayList<>(super.snapshot(room, size));
                        Collections.reverse(reversed);
                        return reversed;
                    }
                }),
                about("CONN-SNAP-4", "shows deleted messages to newcomers", () -> new Rules() {
                    @Override
                    List<Message> snapshot(Room room, int size) {
                        return room.messages.subList(Math.max(0, room.messages.size() - size), room.messages.size());
                    }
                }),
                about(
                        "CONN-SNAP-5",
                        "counts no reactions in the snapshot",
                        () -> telling("history", f -> Texts.with(f, "reactions", JsonValue.EMPTY_JSON_OBJECT))),
                about("CONN-SNAP-6", "replays to whoever asks for anything", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        String asked = hearer.handshake.parameter("replay").orElse("");
                        return List.of(
                                Texts.type(frame).equals("history") && asked.equals("maybe")
                                        ? Texts.with(frame, "type", "replay")
                                        : frame);
                    }
                }),
                about(
                        "CONN-REPLAY-1",
                        "calls every snapshot history",
                        () -> telling(
                                "replay",
                                f -> f.containsKey("messages") && !f.containsKey("events")
                                        ? Texts.with(f, "type", "history")
                                        : f)),
                about("CONN-REPLAY-2", "sends a snapshot to who wants none", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        boolean isFirst = Texts.type(frame).equals("location_snapshot") && hearer.wantsNoSnapshot();
                        return isFirst
                                ? List.of(
                                        Json.object(
                                                "type",
                                                "history",
                                                "messages",
                                                List.of(),
                                                "reactions",
                                                JsonValue.EMPTY_JSON_OBJECT),
                                        frame)
                                : List.of(frame);
                    }
                }),
                about("CONN-LIMIT-1", "takes a junk limit for none", () -> new Rules() {
                    @Override
                    List<Message> snapshot(Room room, int size) {
                        return super.snapshot(room, size == 50 ? 500 : size);
                    }
                }),
                about("CONN-LIMIT-2", "tells as much of the past as is asked for", () -> new Rules() {
                    @Override
                    int pageSize(Optional<String> limit) {
                        return limit.filter("100000"::equals)
                                .map(Integer::valueOf)
                                .orElse(super.pageSize(limit));
                    }
                }),
                about("CONN-LIMIT-3", "takes historyLimit before replayLimit", () -> new Rules() {
                    @Override
                    String snapshotLimit(Request handshake) {
                        return handshake.parameter("historyLimit").orElse(super.snapshotLimit(handshake));
                    }
                }),
                about("CONN-ORDER-1", "tells presence before it greets", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        JsonObject count = Json.object(
                                "type",
                                "subscription_count",
                                "roomId",
                                hearer.room.id,
                                "subscriptionCount",
                                hearer.room.peers.size() + 1);
                        return Texts.type(frame).equals("location_snapshot") ? List.of(count, frame) : List.of(frame);
                    }
                }),
                about(
                        "CONN-SUB-1",
                        "does not tell who is here",
                        () -> telling("subscription_succeeded", f -> Texts.with(f, "members", List.of()))),
                about("CONN-SUB-2", "gives all connections of a user one socketId", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        String first = hearer.room.peers.stream()
                                .filter(each -> each.caller.user().equals(hearer.caller.user()))
                                .map(each -> each.socketId)
                                .findFirst()
                                .orElse(hearer.socketId);
                        return List.of(
                                Texts.type(frame).equals("subscription_succeeded")
                                        ? Texts.with(frame, "socketId", first)
                                        : frame);
                    }
                }),
                about("CONN-GAP-1", "takes the snapshot before it listens", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        return List.of(Texts.type(frame).equals("history") ? withoutTheNewest(frame) : frame);
                    }

                    private JsonObject withoutTheNewest(JsonObject history) {
                        List<JsonObject> messages = new ArrayList<>(Texts.objects(history, "messages"));
                        List<JsonObject> atRisk = messages.stream()
                                .filter(each ->
                                        Texts.text(each, "content").orElse("").startsWith("meanwhile"))
                                .toList();
                        if (!atRisk.isEmpty()) {
                            messages.remove(atRisk.get(atRisk.size() - 1));
                        }
                        return Texts.with(history, "messages", messages);
                    }
                }),
                about("CONN-GAP-1", "loses the first message after the snapshot", () -> new Rules() {
                    private final Set<Peer> served = ConcurrentHashMap.newKeySet();

                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        boolean isAtRisk = !hearer.isStream()
                                && Texts.text(frame, "content").orElse("").startsWith("meanwhile")
                                && !Texts.text(frame, "userId").equals(Optional.of(hearer.caller.user()));
                        return isAtRisk && served.add(hearer) ? List.of() : List.of(frame);
                    }
                }),
                about("CONN-EAGER-1", "loses what is said too early", () -> new Rules() {
                    @Override
                    void says(Peer speaker, String text, Runnable truth) {
                        if (!text.contains("first words 5")) {
                            truth.run();
                        }
                    }
                }),
                about("CONN-CACHE-1", "keeps no cache", () -> silentOn("cache_snapshot")),
                about("CONN-SDK-1", "ignores how the SDK asks for its snapshot", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        boolean isSdks = Texts.type(frame).equals("replay")
                                && frame.toString().contains("\"hello\"")
                                && !frame.containsKey("events");
                        return List.of(isSdks ? Texts.with(frame, "messages", List.of()) : frame);
                    }
                }));
    }

    private static Rules snapshot(String without) {
        return telling(
                "history",
                frame -> Texts.with(
                        frame,
                        "messages",
                        Texts.objects(frame, "messages").stream()
                                .map(each -> Texts.without(each, without))
                                .toList()));
    }

    private static List<Lie> presence() {
        return List.of(
                about("PRES-JOIN-1", "does not say by which connection the second in a room came", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        boolean isSecond = Texts.type(frame).equals("member_joined") && hearer.room.peers.size() == 2;
                        return List.of(isSecond ? Texts.without(frame, "socketId") : frame);
                    }
                }),
                about("PRES-JOIN-2", "announces every connection as a newcomer", () -> new Rules() {
                    @Override
                    boolean isNewcomer(Room room, String user) {
                        return true;
                    }
                }),
                about("PRES-JOIN-3", "gives a newcomer the socketId of who hears of him", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        boolean isThird = Texts.type(frame).equals("member_joined") && hearer.room.peers.size() == 3;
                        return List.of(isThird ? Texts.with(frame, "socketId", hearer.socketId) : frame);
                    }
                }),
                about(
                        "PRES-LEFT-1",
                        "does not say in which room somebody left",
                        () -> telling("member_left", f -> Texts.without(f, "roomId"))),
                about("PRES-LEFT-2", "says farewell too early", () -> new Rules() {
                    @Override
                    boolean hasLeft(Room room, String user) {
                        return true;
                    }
                }),
                about("PRES-LEFT-3", "does not notice who vanishes", () -> new Rules() {
                    @Override
                    boolean noticesCut() {
                        return false;
                    }
                }),
                about(
                        "PRES-LIST-1",
                        "forgets one who is here",
                        () -> telling("presence", f -> {
                            List<JsonObject> members = Texts.objects(f, "members");
                            return members.size() == 3 ? Texts.with(f, "members", members.subList(0, 2)) : f;
                        })),
                about("PRES-LIST-2", "names users once per connection", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        return List.of(
                                Texts.type(frame).equals("presence")
                                        ? Texts.with(
                                                frame,
                                                "users",
                                                hearer.room.peers.stream()
                                                        .map(each -> each.caller.user())
                                                        .toList())
                                        : frame);
                    }
                }),
                about("PRES-LIST-3", "takes readers for present", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        List<String> users =
                                new ArrayList<>(hearer.room.present().keySet());
                        hearer.room.readMarks.keySet().stream()
                                .filter(each -> !users.contains(each))
                                .forEach(users::add);
                        return List.of(
                                Texts.type(frame).equals("presence") ? Texts.with(frame, "users", users) : frame);
                    }
                }),
                about(
                        "PRES-COUNT-1",
                        "counts to one",
                        () -> telling("subscription_count", f -> Texts.with(f, "subscriptionCount", 1))),
                about(
                        "PRES-INFO-1",
                        "passes everything on that users say of themselves",
                        () -> telling(
                                "member_joined",
                                f -> f.getJsonObject("userInfo").containsKey("role")
                                        ? Lie.inside(f, "userInfo", "secret", "x")
                                        : f)),
                about(
                        "PRES-INFO-2",
                        "shows any avatar",
                        () -> telling(
                                "member_joined",
                                f -> f.getJsonObject("userInfo").isEmpty()
                                        ? Lie.inside(f, "userInfo", "avatar_url", "javascript:alert(1)")
                                        : f)));
    }

    private static List<Lie> frames() {
        return List.of(
                about(
                        "FRAME-PING-1",
                        "tells the time in seconds",
                        () -> telling("pong", f -> Texts.with(f, "ts", 1_795_420_803))),
                about("FRAME-PING-2", "tells everybody of a pong", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        if (Texts.type(frame).equals("pong")) {
                            hearer.room.peers.stream()
                                    .filter(each -> each != hearer)
                                    .forEach(each -> each.socket.says(frame.toString()));
                        }
                        return List.of(frame);
                    }
                }),
                about(
                        "FRAME-JSON-1",
                        "says nothing to what is not JSON",
                        () -> silentOn("error", f -> f.getString("message").startsWith("Invalid message format"))),
                about("FRAME-JSON-2", "ends a connection on deep nesting", () -> new Rules() {
                    @Override
                    void says(Peer speaker, String text, Runnable truth) {
                        if (text.length() > 90_000 && text.contains("[[[")) {
                            speaker.socket.closes(1011, "broken");
                        } else {
                            truth.run();
                        }
                    }
                }),
                about("FRAME-TYPE-1", "says nothing to types it does not know", () -> new Rules() {
                    @Override
                    JsonObject heard(Peer speaker, JsonObject frame) {
                        return Texts.type(frame).equals("nonsense") ? Texts.with(frame, "type", "typing") : frame;
                    }
                }),
                about("FRAME-TYPE-2", "takes a list for bad JSON", () -> new Rules() {
                    @Override
                    void says(Peer speaker, String text, Runnable truth) {
                        if (text.startsWith("[") && text.length() < 100) {
                            speaker.socket.says(
                                    "{\"type\":\"error\",\"message\":\"Invalid message format or internal error\"}");
                        } else {
                            truth.run();
                        }
                    }
                }),
                about("FRAME-TYPE-3", "passes on what only a server may say", () -> new Rules() {
                    @Override
                    JsonObject heard(Peer speaker, JsonObject frame) {
                        if (Texts.type(frame).equals("tool_call")) {
                            speaker.room.peers.forEach(each -> each.socket.says(frame.toString()));
                        }
                        return frame;
                    }
                }),
                about("FRAME-SIZE-1", "reads no long frames", () -> new Rules() {
                    @Override
                    void says(Peer speaker, String text, Runnable truth) {
                        if (text.length() == LONGEST_FRAME) {
                            speaker.socket.says("{\"type\":\"error\",\"message\":\"payload_too_large\"}");
                        } else {
                            truth.run();
                        }
                    }
                }),
                about("FRAME-SIZE-2", "closes on a frame that is too long", () -> new Rules() {
                    @Override
                    void says(Peer speaker, String text, Runnable truth) {
                        if (text.length() > LONGEST_FRAME) {
                            speaker.socket.closes(1009, "too long");
                        } else {
                            truth.run();
                        }
                    }
                }),
                about("FRAME-EXTRA-1", "passes on fields that it does not know", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        return List.of(
                                Texts.text(frame, "content").orElse("").equals("with extras")
                                        ? Texts.with(frame, "color", "red")
                                        : frame);
                    }
                }),
                about("FRAME-ERROR-1", "tells everybody of a refusal", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        if (Texts.type(frame).equals("error")) {
                            hearer.room.peers.stream()
                                    .filter(each -> each != hearer)
                                    .forEach(each -> each.socket.says(frame.toString()));
                        }
                        return List.of(frame);
                    }
                }),
                about(
                        "FRAME-ERROR-2",
                        "does not say which frame it refuses",
                        () -> telling("error", f -> Texts.without(f, "ref"))),
                about("PRIV-SEE-1", "lets slip a message of another room", () -> new Rules() {
                    private boolean isSaid;

                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        Optional<Message> foreign = hearer.room.project.rooms.values().stream()
                                .filter(room -> !room.type.equals("public")
                                        && !room.members.containsKey(hearer.caller.user())
                                        && !hearer.caller.isAdmin())
                                .flatMap(room -> room.messages.stream())
                                .findFirst();
                        if (isSaid || !Texts.type(frame).equals("location_snapshot") || foreign.isEmpty()) {
                            return List.of(frame);
                        }
                        isSaid = true;
                        return List.of(Texts.with(frame, "newest", foreign.get().live()));
                    }
                }),
                about(
                        "CONTRACT-FRAME-1",
                        "tells where people are in a form of its own",
                        () -> telling("location_snapshot", f -> Texts.with(f, "tracks", "none"))),
                about("FRAME-BINARY-1", "passes binary frames on", () -> new Rules() {
                    @Override
                    void saysBinary(Peer speaker) {
                        speaker.room.peers.forEach(
                                each -> each.socket.says("{\"type\":\"message\",\"content\":\"binary\"}"));
                    }
                }),
                about("FRAME-RFC-1", "takes each fragment for a text", () -> wire(SocketPeer.Flaw.FRAGMENTS)),
                about("FRAME-RFC-2", "answers a ping with an empty pong", () -> wire(SocketPeer.Flaw.EMPTY_PONG)),
                about("FRAME-RFC-3", "reads no frame that comes in pieces", () -> new Rules() {
                    private final Set<Peer> known = ConcurrentHashMap.newKeySet();

                    // how bytes are packed on their way is not for a server to see: the one who sends them singly is
                    // known otherwise
                    @Override
                    void says(Peer speaker, String text, Runnable truth) {
                        boolean isSingly = known.add(speaker)
                                && speaker.handshake.header("user-agent").isEmpty()
                                && speaker.room.members.size() == 1
                                && text.equals("{\"type\":\"ping\"}");
                        if (!isSingly) {
                            truth.run();
                        }
                    }
                }),
                about("FRAME-RFC-4", "takes frames without a mask", () -> wire(SocketPeer.Flaw.UNMASKED)),
                about("FRAME-RFC-5", "mends a text that is not UTF-8", () -> wire(SocketPeer.Flaw.ANY_BYTES)),
                about("FRAME-SIZE-3", "collects fragments without an end", () -> wire(SocketPeer.Flaw.ENDLESS)),
                about("FRAME-RFC-6", "does not answer a close frame", () -> wire(SocketPeer.Flaw.NO_CLOSE)),
                about("FRAME-RFC-7", "sends its close frame twice", () -> wire(SocketPeer.Flaw.CLOSES_TWICE)));
    }

    private static Rules wire(SocketPeer.Flaw flaw) {
        return new Rules() {
            @Override
            Optional<SocketPeer.Flaw> flaw() {
                return Optional.of(flaw);
            }
        };
    }
}
