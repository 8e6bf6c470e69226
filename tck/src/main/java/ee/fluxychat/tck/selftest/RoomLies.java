package ee.fluxychat.tck.selftest;

import static ee.fluxychat.tck.selftest.Lie.about;
import static ee.fluxychat.tck.selftest.Lie.answering;
import static ee.fluxychat.tck.selftest.Lie.changing;
import static ee.fluxychat.tck.selftest.Lie.error;
import static ee.fluxychat.tck.selftest.Lie.paging;
import static ee.fluxychat.tck.selftest.Lie.showing;
import static ee.fluxychat.tck.selftest.Lie.telling;

import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.selftest.World.Message;
import ee.fluxychat.tck.selftest.World.Project;
import ee.fluxychat.tck.selftest.World.Room;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lies about messages over REST, history, rooms, members, tenants, the SDK's session, rate limits and closing. */
final class RoomLies {

    private static final String POST = "POST /messages";
    private static final String ONE = "/messages/\\d+";

    private RoomLies() {}

    static List<Lie> all() {
        List<Lie> all = new ArrayList<>(posts());
        all.addAll(history());
        all.addAll(polls());
        all.addAll(rooms());
        all.addAll(tenants());
        all.addAll(ends());
        return all;
    }

    private static List<Lie> posts() {
        return List.of(
                about(
                        "REST-POST-1",
                        "answers a post without its sender",
                        () -> changing(POST, a -> Lie.insideWithout(a, "message", "senderId"))),
                about(
                        "REST-POST-2",
                        "tells a room another time of a post than its author",
                        () -> showing(f -> Texts.text(f, "content").orElse("").equals("over REST")
                                ? Texts.with(f, "createdAt", "2026-11-23T00:00:00.001Z")
                                : f)),
                about(
                        "REST-POST-3",
                        "tells a post without a number",
                        () -> telling(
                                "message",
                                f -> Texts.text(f, "content").orElse("").equals("two")
                                                && !f.containsKey("clientMessageId")
                                        ? Texts.without(f, "seq")
                                        : f)),
                about("REST-POST-4", "takes the author from the body", () -> new Rules() {
                    @Override
                    String author(Caller caller, JsonObject frame) {
                        return frame.containsKey("roomId")
                                ? Texts.text(frame, "senderId").orElse(caller.user())
                                : caller.user();
                    }
                }),
                about(
                        "REST-POST-5",
                        "does not find a room without a name",
                        () -> answering(
                                POST,
                                r -> r.toString().contains("roomId required") ? error(404, "room not found") : r)),
                about("REST-POST-6", "lets strangers post and pretends to refuse", () -> new Rules() {
                    @Override
                    Optional<Reply> insteadOf(Request request) {
                        return String.valueOf(request.body().text()).contains("let me in")
                                ? Optional.of(Reply.json(Json.object()))
                                : Optional.empty();
                    }
                }),
                about(
                        "REST-POST-7",
                        "takes a number for a text over REST",
                        () -> answering(
                                POST,
                                r -> r.toString().contains("content must be a string")
                                        ? Reply.json(Json.object("message", Json.object("id", 1)))
                                        : r)),
                about(
                        "REST-POST-8",
                        "answers a post with another text",
                        () -> changing(POST, a -> {
                            String text = a.getJsonObject("message").getString("content");
                            return Lie.inside(a, "message", "content", text.replace("<", "&lt;"));
                        })),
                about(
                        "REST-POST-9",
                        "keeps tags in names",
                        () -> changing(POST, a -> {
                            List<JsonObject> attachments = Texts.objects(a.getJsonObject("message"), "attachments");
                            return Lie.inside(
                                    a,
                                    "message",
                                    "attachments",
                                    attachments.stream()
                                            .map(each -> Texts.with(each, "name", "<b>a</b>.png"))
                                            .toList());
                        })),
                about(
                        "REST-POST-10",
                        "refuses a guest in other words",
                        () -> answering(
                                POST,
                                r -> r.status() == 403 && r.toString().contains("guest_read_only")
                                        ? error(403, "forbidden")
                                        : r)),
                about("REST-POST-11", "lets members only post in public rooms", () -> new Rules() {
                    @Override
                    Optional<String> mayNotWrite(Caller caller, Room room) {
                        return room.type.equals("public")
                                        && !caller.isGuestOnly()
                                        && !room.members.containsKey(caller.user())
                                ? Optional.of("forbidden")
                                : super.mayNotWrite(caller, room);
                    }
                }),
                about(
                        "REST-EDIT-1",
                        "answers an edit with an id that is a string",
                        () -> changing(
                                "PATCH " + ONE,
                                a -> Lie.inside(
                                        a,
                                        "message",
                                        "id",
                                        String.valueOf(
                                                a.getJsonObject("message").get("id"))))),
                about("REST-EDIT-2", "lets admins edit what others wrote", () -> new Rules() {
                    @Override
                    boolean mayEdit(Caller caller, Message message) {
                        return caller.isAdmin() || super.mayEdit(caller, message);
                    }
                }),
                about("REST-EDIT-3", "edits what was deleted", () -> new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        boolean isBack = String.valueOf(request.body().text()).contains("\"back\"");
                        return isBack && truth.status() == 409
                                ? Reply.json(Json.object("message", Json.object("id", 1)))
                                : truth;
                    }
                }),
                about(
                        "REST-DEL-1",
                        "does not say when it deleted",
                        () -> changing("DELETE " + ONE, a -> Texts.without(a, "deletedAt"))),
                about("REST-DEL-2", "lets everybody delete for good", () -> new Rules() {
                    @Override
                    boolean mayDeleteForGood(Caller caller, Message message) {
                        return true;
                    }
                }),
                about(
                        "REST-DEL-3",
                        "deletes nothing for good",
                        () -> changing("DELETE " + ONE, a -> Texts.with(a, "hard", false))),
                about("REST-HIDE-1", "tells which messages there are in closed rooms", () -> new Rules() {
                    @Override
                    Refusal closedMessage() {
                        return new Refusal(403, "forbidden");
                    }
                }),
                about("REST-DEL-4", "tells of a deletion as often as it is asked for", () -> new Rules() {
                    @Override
                    boolean isGone(Message message) {
                        return false;
                    }
                }),
                about("REST-DEL-5", "counts the reactions to what is deleted for good", () -> new Rules() {
                    private JsonObject counts = JsonValue.EMPTY_JSON_OBJECT;

                    @Override
                    void react(Message message, String user, String emoji, boolean adds) {
                        super.react(message, user, emoji, adds);
                        if (emoji.equals("🦉")) {
                            counts = Json.object(String.valueOf(message.id), message.counts());
                        }
                    }

                    @Override
                    Reply answer(Request request, Reply truth) {
                        boolean isEmpty = request.line().equals("GET /api/messages")
                                && truth.isOk()
                                && truth.object().getJsonArray("messages").isEmpty();
                        return isEmpty ? truth.saying(Texts.with(truth.object(), "reactions", counts)) : truth;
                    }
                }),
                about("REST-ID-1", "breaks when a reaction to something odd is taken back", () -> new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        return request.line().equals("DELETE /messages/NaN/reactions") ? error(500, "broken") : truth;
                    }
                }),
                about(
                        "REST-WORD-1",
                        "forbids a foreign deletion in words of its own",
                        () -> answering(
                                "DELETE /messages/\\d+",
                                r -> r.status() == 403 && r.toString().contains("\"forbidden\"")
                                        ? error(403, "not yours")
                                        : r)),
                about(
                        "REST-REACT-1",
                        "answers a reaction with an id that is a string",
                        () -> changing(
                                ".*/reactions",
                                a -> Lie.inside(
                                        a,
                                        "reaction",
                                        "messageId",
                                        String.valueOf(
                                                a.getJsonObject("reaction").get("messageId"))))),
                about(
                        "REST-REACT-2",
                        "does not ask for an emoji",
                        () -> answering(
                                "POST .*/reactions",
                                r -> r.toString().contains("emoji required")
                                        ? Reply.json(Json.object("ok", true))
                                        : r)),
                about("REST-REACT-3", "counts a repeated reaction over REST again", () -> new Rules() {
                    @Override
                    void react(Message message, String user, String emoji, boolean adds) {
                        boolean isAgain =
                                message.reactions.getOrDefault(emoji, Set.of()).contains(user);
                        super.react(message, user, emoji, adds);
                        if (isAgain && adds && message.room.members.size() == 1) {
                            message.react(user + " again", emoji, true);
                        }
                    }
                }));
    }

    private static List<Lie> history() {
        return List.of(
                about("HIST-PAGE-1", "tells a page oldest first", () -> new Rules() {
                    @Override
                    List<Message> page(Room room, @Nullable Instant before, int size) {
                        List<Message> page = new ArrayList<>(super.page(room, before, size));
                        if (page.size() == 3
                                && before == null
                                && page.get(0).content.equals("three")) {
                            Collections.reverse(page);
                        }
                        return page;
                    }
                }),
                about(
                        "HIST-PAGE-2",
                        "leaves out what is null",
                        () -> changing(
                                "GET /api/messages",
                                a -> Texts.with(
                                        a,
                                        "messages",
                                        Texts.objects(a, "messages").stream()
                                                .map(each -> Texts.without(each, "expiresAt"))
                                                .toList()))),
                about("HIST-LIMIT-1", "tells one more than asked", () -> new Rules() {
                    @Override
                    List<Message> page(Room room, @Nullable Instant before, int size) {
                        return super.page(room, before, size == 3 ? 4 : size);
                    }
                }),
                about("HIST-LIMIT-2", "breaks on an odd limit", () -> new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        return request.parameter("limit").orElse("").equals("abc") ? error(500, "broken") : truth;
                    }
                }),
                about("HIST-LIMIT-3", "tells everything when nobody says how much", () -> new Rules() {
                    @Override
                    int pageSize(Optional<String> limit) {
                        return limit.isEmpty() ? 1_000 : super.pageSize(limit);
                    }
                }),
                about("HIST-BEFORE-1", "takes before for up to", () -> new Rules() {
                    @Override
                    List<Message> page(Room room, @Nullable Instant before, int size) {
                        return super.page(room, before != null && size == 50 ? before.plusMillis(1) : before, size);
                    }
                }),
                about("HIST-BEFORE-2", "breaks on an odd time", () -> new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        return request.parameter("before").orElse("").equals("yesterday")
                                ? error(500, "broken")
                                : truth;
                    }
                }),
                about("HIST-BEFORE-3", "compares times as texts", () -> new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        List<JsonObject> page = Texts.objects(truth.object(), "messages");
                        boolean isShifted =
                                request.parameter("before").orElse("").endsWith("+00:00") && !page.isEmpty();
                        return isShifted
                                ? truth.saying(Texts.with(truth.object(), "messages", page.subList(1, page.size())))
                                : truth;
                    }
                }),
                about("HIST-WALK-1", "skips what shares a moment with a page's end", () -> new Rules() {
                    @Override
                    List<Message> page(Room room, @Nullable Instant before, int size) {
                        List<Message> page = new ArrayList<>(super.page(room, before, size));
                        if (before != null && size == 7 && page.size() == 7) {
                            page.remove(0);
                        }
                        return page;
                    }
                }),
                about("HIST-WALK-2", "counts pages from what is newest now", () -> new Rules() {
                    @Override
                    List<Message> page(Room room, @Nullable Instant before, int size) {
                        boolean isDisturbed = before != null
                                && size == 10
                                && room.messages
                                        .get(room.messages.size() - 1)
                                        .content
                                        .equals("meanwhile");
                        List<Message> page = new ArrayList<>(super.page(room, before, size));
                        if (isDisturbed && !page.isEmpty()) {
                            page.remove(0);
                        }
                        return page;
                    }
                }),
                about("HIST-GONE-1", "tells of deleted messages", () -> new Rules() {
                    @Override
                    List<Message> page(Room room, @Nullable Instant before, int size) {
                        List<Message> page = new ArrayList<>(super.page(room, before, size));
                        if (page.size() == 1 && page.get(0).content.equals("kept")) {
                            room.messages.stream()
                                    .filter(each -> each.deletedAt != null)
                                    .forEach(page::add);
                        }
                        return page;
                    }
                }),
                about(
                        "HIST-REACT-1",
                        "counts at most one reaction",
                        () -> changing("GET /api/messages", a -> {
                            JsonObject counts = a.getJsonObject("reactions");
                            return counts.toString().contains("🎉")
                                            && !counts.toString().contains("again")
                                    ? Texts.with(a, "reactions", JsonValue.EMPTY_JSON_OBJECT)
                                    : a;
                        })),
                about(
                        "HIST-ACCESS-1",
                        "wants no room",
                        () -> answering(
                                "GET /api/messages",
                                r -> r.toString().contains("roomId required") ? error(404, "not found") : r)),
                about("HIST-PUBLIC-1", "shows public rooms to members only", () -> new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        return truth.body().contains("hello all")
                                        && request.line().equals("GET /api/messages")
                                ? error(403, "forbidden")
                                : truth;
                    }
                }));
    }

    private static List<Lie> polls() {
        return List.of(
                about(
                        "POLL-PAGE-1",
                        "tells pollers another time",
                        () -> paging(each -> each.getString("content").equals("posted 3")
                                ? Texts.with(each, "createdAt", "2026-11-23T08:05:02.962Z")
                                : each)),
                about(
                        "POLL-CHANGE-1",
                        "tells pollers of no edit",
                        () -> paging(each -> each.getString("content").equals("said better")
                                ? Texts.with(each, "content", "said badly")
                                : each)));
    }

    private static List<Lie> rooms() {
        return List.of(
                about(
                        "ROOM-NEW-1",
                        "keeps a room's name as it came",
                        () -> changing(
                                "POST /rooms",
                                a -> Lie.inside(
                                        a,
                                        "room",
                                        "name",
                                        a.getJsonObject("room").getString("name") + " "))),
                about(
                        "ROOM-NEW-2",
                        "numbers rooms that have no id",
                        () -> changing(
                                "POST /rooms",
                                a -> a.getJsonObject("room").getString("id").length() == 36
                                        ? Lie.inside(a, "room", "id", "17")
                                        : a)),
                about(
                        "ROOM-NEW-3",
                        "takes a name of any length",
                        () -> answering(
                                "POST /rooms",
                                r -> r.toString().contains("name exceeds")
                                        ? Reply.json(Json.object("room", Json.object("id", "x")))
                                        : r)),
                about(
                        "ROOM-NEW-4",
                        "makes an emperor",
                        () -> changing(
                                "GET /rooms/[^/]+/members",
                                a -> Texts.with(
                                        a,
                                        "members",
                                        Texts.objects(a, "members").stream()
                                                .map(each ->
                                                        each.getString("userId").endsWith("_carol")
                                                                        && Texts.objects(a, "members")
                                                                                        .size()
                                                                                == 3
                                                                ? Texts.with(each, "role", "emperor")
                                                                : each)
                                                .toList()))),
                about("ROOM-NEW-5", "lets in who creates a room again", () -> new Rules() {
                    @Override
                    void createsAgain(Caller caller, Room existing) {
                        existing.members.put(caller.user(), "owner");
                    }
                }),
                about("ROOM-NEW-8", "shows the members of a closed room to who creates it again", () -> new Rules() {
                    private Set<String> members = Set.of();

                    @Override
                    void createsAgain(Caller caller, Room existing) {
                        members = existing.members.keySet();
                    }

                    @Override
                    boolean tellsOfExisting(Caller caller, Room existing) {
                        return true;
                    }

                    @Override
                    Reply answer(Request request, Reply truth) {
                        return request.line().equals("POST /rooms") && truth.isOk()
                                ? truth.saying(Texts.with(truth.object(), "members", List.copyOf(members)))
                                : truth;
                    }
                }),
                about(
                        "ROOM-LIST-1",
                        "lists rooms without what is unread",
                        () -> changing(
                                "GET /rooms",
                                a -> Texts.with(
                                        a,
                                        "rooms",
                                        Texts.objects(a, "rooms").stream()
                                                .map(each -> Texts.without(each, "unreadCount"))
                                                .toList()))),
                about(
                        "ROOM-LIST-2",
                        "lists the oldest room first",
                        () -> changing("GET /rooms", a -> {
                            List<JsonObject> rooms = new ArrayList<>(Texts.objects(a, "rooms"));
                            Collections.reverse(rooms);
                            return Texts.with(a, "rooms", rooms);
                        })),
                about("ROOM-DM-1", "makes a room for each order of a pair", () -> new Rules() {
                    @Override
                    Optional<Room> pairRoom(Project project, String a, String b) {
                        return super.pairRoom(project, a, b)
                                .filter(room ->
                                        room.members.keySet().iterator().next().equals(a));
                    }
                }),
                about("ROOM-DM-2", "pairs any two", () -> new Rules() {
                    @Override
                    boolean mayPair(Caller caller, String a, String b) {
                        return true;
                    }
                }),
                about(
                        "MEMBER-LIST-1",
                        "shows members to everybody",
                        () -> answering("GET /rooms/[^/]*nowhere[^/]*/members", r -> error(404, "room not found"))),
                about("MEMBER-ADD-1", "changes a role by adding a member again", () -> new Rules() {
                    @Override
                    void addMember(Room room, String user, String role) {
                        room.members.put(user, role);
                    }
                }),
                about("MEMBER-ADD-2", "lets a room's owner add members", () -> new Rules() {
                    @Override
                    boolean mayChangeMembers(Caller caller, Room room) {
                        return super.mayChangeMembers(caller, room)
                                || (room.members.getOrDefault(caller.user(), "").equals("owner")
                                        && room.members.size() == 1);
                    }
                }),
                about("MEMBER-DEL-1", "does not find a member who is gone", () -> new Rules() {
                    private boolean gone;

                    @Override
                    void removeMember(Room room, String user) {
                        gone = !room.members.containsKey(user);
                        super.removeMember(room, user);
                    }

                    @Override
                    Reply answer(Request request, Reply truth) {
                        return request.line().matches("DELETE /rooms/[^/]+/members/.*") && gone && truth.isOk()
                                ? error(404, "not found")
                                : truth;
                    }
                }));
    }

    private static List<Lie> tenants() {
        return List.of(
                about("TENANT-ROOM-1", "lets a namesake of another project read", () -> new Rules() {
                    @Override
                    Optional<Room> room(World world, Caller caller, String id) {
                        return super.room(world, caller, id).or(() -> world.projects().stream()
                                .flatMap(each -> Optional.ofNullable(each.rooms.get(id)).stream())
                                .filter(each -> each.members.containsKey(caller.user())
                                        && !each.project.equals(caller.project()))
                                .findFirst());
                    }
                }),
                about("TENANT-ROOM-2", "opens public rooms to all projects", () -> new Rules() {
                    @Override
                    Optional<Room> room(World world, Caller caller, String id) {
                        return super.room(world, caller, id).or(() -> world.projects().stream()
                                .flatMap(each -> Optional.ofNullable(each.rooms.get(id)).stream())
                                .filter(each -> each.type.equals("public"))
                                .findFirst());
                    }
                }),
                about("TENANT-ADMIN-1", "lets admins write into foreign rooms", () -> new Rules() {
                    private boolean isWriting;

                    @Override
                    Optional<Reply> insteadOf(Request request) {
                        isWriting = request.line().equals("POST /messages");
                        return super.insteadOf(request);
                    }

                    @Override
                    Optional<Room> room(World world, Caller caller, String id) {
                        return isWriting && caller.isAdmin() ? anywhere(world, id) : super.room(world, caller, id);
                    }
                }),
                about("MEMBER-DEL-1", "streams to members who were removed", () -> new Rules() {
                    private final Set<String> removed = new HashSet<>();

                    @Override
                    void removeMember(Room room, String user) {
                        removed.add(room.id + " " + user);
                        super.removeMember(room, user);
                    }

                    @Override
                    Optional<Room> streamed(World world, Caller caller, String id) {
                        return removed.contains(id + " " + caller.user())
                                ? anywhere(world, id)
                                : super.streamed(world, caller, id);
                    }
                }),
                about("TENANT-ADMIN-1", "lets admins manage foreign members", () -> new Rules() {
                    @Override
                    @Nullable
                    Room managed(World world, Caller caller, String id) {
                        return anywhere(world, id).orElse(null);
                    }
                }),
                about("TENANT-MSG-1", "lets a namesake of another project edit over REST", () -> new Rules() {
                    @Override
                    boolean knows(Caller caller, Message message) {
                        return true;
                    }

                    @Override
                    boolean mayEnter(Caller caller, Room room) {
                        return super.mayEnter(caller, room)
                                || (!room.project.equals(caller.project())
                                        && room.messages.stream().anyMatch(each -> each.content.equals("untouchable")));
                    }
                }),
                about("TENANT-MSG-2", "lets a namesake of another project edit over a socket", () -> new Rules() {
                    @Override
                    Optional<Message> message(World world, Room room, long id) {
                        return super.message(world, room, id)
                                .or(() -> world.message(id).filter(each -> !each.room.project.equals(room.project)));
                    }
                }),
                about("TENANT-TWIN-1", "mixes rooms of one id", () -> new Rules() {
                    @Override
                    List<Message> page(Room room, @Nullable Instant before, int size) {
                        List<Message> page = new ArrayList<>(super.page(room, before, size));
                        if (page.size() == 1 && page.get(0).content.equals("said there")) {
                            page.add(page.get(0));
                        }
                        return page;
                    }
                }),
                about("TENANT-TWIN-2", "gives each room id to one project only", () -> new Rules() {
                    private final Map<String, Project> takers = new HashMap<>();

                    @Override
                    void createdBy(Room room, String creator) {
                        if (takers.computeIfAbsent(room.id, first -> room.project) != room.project) {
                            room.project.rooms.remove(room.id);
                            throw new Refusal(409, "room_id_already_exists");
                        }
                        super.createdBy(room, creator);
                    }
                }),
                about(
                        "SDK-WIRE-1",
                        "answers the SDK's edit with an id that is a string",
                        () -> changing(
                                "PATCH " + ONE,
                                a -> a.toString().contains("hello2") ? Lie.inside(a, "message", "id", "x") : a)),
                about(
                        "SDK-CRDT-1",
                        "has an empty snapshot to merge",
                        () -> answering(
                                "GET /api/rooms/[^/]+/messages/crdt-snapshot",
                                r -> Reply.json(Json.object("update", "", "messageCount", 0, "roomId", "r1")))),
                about("SDK-WIRE-2", "deletes without a word to the SDK", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        boolean isSdks = Texts.type(frame).equals("delete")
                                && hearer.room.messages.stream()
                                        .anyMatch(each -> each.editedAt != null && each.version == 3);
                        return isSdks ? List.of() : List.of(frame);
                    }
                }),
                about(
                        "SDK-WIRE-3",
                        "tells the SDK that an edit goes on",
                        () -> telling(
                                "edit",
                                f -> Texts.text(f, "content").orElse("").equals("hello2")
                                        ? Texts.with(f, "streaming", true)
                                        : f)));
    }

    private static List<Lie> ends() {
        return List.of(
                about("RATE-REST-1", "does not say how long to wait", () -> new SelfTest.Limited() {
                            @Override
                            Reply answer(Request request, Reply truth) {
                                return request.line().equals(POST) ? truth.without("Retry-After") : truth;
                            }
                        })
                        .whereLimited(),
                about(
                                "RATE-SOCKET-1",
                                "limits nobody on a socket who speaks for himself",
                                () -> new SelfTest.Limited() {
                                    private int said;

                                    @Override
                                    String countedFor(Caller caller, JsonObject message) {
                                        boolean isHis =
                                                message.getString("userId", "").equals(caller.user());
                                        return isHis ? caller.user() + " " + ++said : caller.user();
                                    }
                                })
                        .whereLimited(),
                about("RATE-MINT-1", "does not say when there will be tokens again", () -> new SelfTest.Limited() {
                            @Override
                            Reply answer(Request request, Reply truth) {
                                return request.line().equals("POST /auth/token") && truth.status() == 429
                                        ? truth.saying(Texts.without(truth.object(), "retryAfterSeconds"))
                                        : truth;
                            }
                        })
                        .whereLimited(),
                about("RATE-FORGE-1", "counts a message against whom it names", () -> new SelfTest.Limited() {
                            @Override
                            String countedFor(Caller caller, JsonObject message) {
                                return Texts.text(message, "userId").orElse(caller.user());
                            }
                        })
                        .whereLimited(),
                about("RATE-ADDRESS-1", "believes every address", () -> new SelfTest.Limited() {
                            @Override
                            String address(Request request) {
                                return request.header("x-forwarded-for").orElse(super.address(request));
                            }
                        })
                        .whereLimited(),
                about("CLOSE-REMOVED-1", "leaves a removed member's connections open", () -> new Rules() {
                    @Override
                    boolean closesRevoked() {
                        return false;
                    }
                }),
                about("CLOSE-REMOVED-2", "keeps what a removed member says", () -> new Rules() {
                    @Override
                    void removeMember(Room room, String user) {
                        super.removeMember(room, user);
                        room.retried.add(user);
                    }

                    @Override
                    List<Message> page(Room room, @Nullable Instant before, int size) {
                        List<Message> page = new ArrayList<>(super.page(room, before, size));
                        if (!room.retried.isEmpty()
                                && page.size() == 1
                                && page.get(0).content.toLowerCase(Locale.ROOT).contains("marker")) {
                            page.add(page.get(0));
                        }
                        return page;
                    }
                }),
                about("CLOSE-DELETED-1", "closes a deleted room as if nothing had happened", () -> new Rules() {
                    @Override
                    int revoked(@Nullable String user) {
                        return user == null ? 1000 : super.revoked(user);
                    }
                }),
                about("CLOSE-CODE-1", "ends a session as if it had been refused", () -> new Rules() {
                    @Override
                    int revoked(@Nullable String user) {
                        return user != null && user.endsWith("_quitter") ? 1008 : super.revoked(user);
                    }
                }),
                about("CLOSE-EXPIRED-1", "leaves connections open whose token has ended", () -> new Rules() {
                    @Override
                    boolean closesExpired() {
                        return false;
                    }
                }));
    }

    /** The room of this id in whatever project. */
    private static Optional<Room> anywhere(World world, String id) {
        return world.projects().stream()
                .flatMap(each -> Optional.ofNullable(each.rooms.get(id)).stream())
                .findFirst();
    }
}
