package ee.fluxychat.tck.selftest;

import static ee.fluxychat.tck.selftest.Lie.about;
import static ee.fluxychat.tck.selftest.Lie.answering;
import static ee.fluxychat.tck.selftest.Lie.changing;
import static ee.fluxychat.tck.selftest.Lie.error;

import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.selftest.World.Message;
import ee.fluxychat.tck.selftest.World.Room;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Lies about who has which room and which role there, and about rooms that are closed or no more. */
final class MemberLies {

    private static final String MEMBERS = "/rooms/[^/]+/members";

    private MemberLies() {}

    static List<Lie> all() {
        List<Lie> all = new ArrayList<>(newRooms());
        all.addAll(lists());
        all.addAll(closed());
        all.addAll(members());
        return all;
    }

    private static List<Lie> newRooms() {
        return List.of(
                about("ROOM-NEW-6", "makes every creator an owner", () -> new Rules() {
                    @Override
                    void createdBy(Room room, String creator) {
                        room.members.put(creator, "owner");
                    }
                }),
                about("ROOM-NEW-7", "leaves a room behind where it made none", () -> new Rules() {
                    @Override
                    void createsNot(Caller caller, Optional<String> id) {
                        id.ifPresent(each -> {
                            Room room = new Room(caller.project(), each, "group", each);
                            createdBy(room, caller.user());
                            caller.project().rooms.putIfAbsent(each, room);
                        });
                    }
                }),
                about(
                        "ROOM-DM-3",
                        "lists a direct room under a name of its own",
                        () -> changing(
                                "GET /rooms",
                                a -> each(
                                        a,
                                        "rooms",
                                        room -> room.getString("type").equals("dm")
                                                ? Texts.with(room, "name", "direct messages")
                                                : room))),
                about("ROOM-DM-4", "spells the time of a direct room otherwise the second time", () -> new Rules() {
                    private final Set<String> told = new HashSet<>();

                    @Override
                    Reply answer(Request request, Reply truth) {
                        if (!request.line().equals("POST /rooms/dm") || !truth.isOk()) {
                            return truth;
                        }
                        JsonObject room = truth.object().getJsonObject("room");
                        return told.add(room.getString("id"))
                                ? truth
                                : truth.saying(Json.object("room", respelled(room)));
                    }
                }));
    }

    private static JsonObject respelled(JsonObject room) {
        return Texts.with(Texts.without(room, "created_at"), "createdAt", room.getString("created_at"));
    }

    private static List<Lie> lists() {
        return List.of(
                about("ROOM-LIST-3", "lists public rooms to everybody", () -> new Rules() {
                    @Override
                    boolean lists(Caller caller, Room room) {
                        return room.type.equals("public") || super.lists(caller, room);
                    }
                }),
                about("ROOM-LIST-4", "lists a room to who was removed from it", () -> new Rules() {
                    private final Set<String> removed = new HashSet<>();

                    @Override
                    void removeMember(Room room, String user) {
                        removed.add(room.id + " " + user);
                        super.removeMember(room, user);
                    }

                    @Override
                    boolean lists(Caller caller, Room room) {
                        return removed.contains(room.id + " " + caller.user()) || super.lists(caller, room);
                    }
                }));
    }

    private static List<Lie> closed() {
        return List.of(
                about(
                        "ROOM-GET-2",
                        "does not find a room that is closed to the caller",
                        () -> answering("GET /rooms/[^/]+", r -> r.status() == 403 ? error(404, "room not found") : r)),
                about("ROOM-DEL-2", "lets a room's owner delete it", () -> new Rules() {
                    @Override
                    boolean mayDeleteRoom(Caller caller, Room room) {
                        return super.mayDeleteRoom(caller, room)
                                || room.members.getOrDefault(caller.user(), "").equals("owner");
                    }
                }),
                about("ROOM-DEL-3", "takes posts into a room that it deleted", () -> new Rules() {
                    private final Set<String> deleted = new HashSet<>();

                    @Override
                    Reply answer(Request request, Reply truth) {
                        if (request.line().matches("DELETE /rooms/[^/]+") && truth.isOk()) {
                            deleted.add(request.segments()[1]);
                        }
                        JsonObject asked = Texts.object(request.body().text()).orElse(JsonObject.EMPTY_JSON_OBJECT);
                        boolean isTooLate = request.line().equals("POST /messages")
                                && deleted.contains(Texts.text(asked, "roomId").orElse(""));
                        return isTooLate ? Reply.json(Json.object("message", Json.object("id", 1))) : truth;
                    }
                }),
                about("PRIV-SEE-1", "tells the room on to who was removed from it", () -> new Rules() {
                            @Override
                            boolean closesRevoked() {
                                return false;
                            }
                        })
                        .also("CLOSE-REMOVED-1", "CLOSE-REMOVED-2", "CLOSE-DELETED-1"),
                about("PRIV-SEE-1", "tells who was removed nothing but what he asks for", () -> new Rules() {
                            @Override
                            boolean closesRevoked() {
                                return false;
                            }

                            @Override
                            List<JsonObject> told(Peer hearer, JsonObject frame) {
                                boolean mayHear = hearer.room.members.containsKey(hearer.caller.user())
                                        || hearer.caller.isAdmin()
                                        || frame.containsKey("events");
                                return mayHear ? List.of(frame) : List.of();
                            }
                        })
                        .also("CLOSE-REMOVED-1", "CLOSE-REMOVED-2", "CLOSE-DELETED-1", "CLOSE-CODE-1", "FRAME-RFC-7"),
                about("PRIV-SEE-1", "shows history to who creates a room again", () -> new Rules() {
                            private final Set<String> takers = new HashSet<>();

                            @Override
                            void createsAgain(Caller caller, Room existing) {
                                takers.add(existing.id + " " + caller.user());
                            }

                            @Override
                            Optional<Room> room(World world, Caller caller, String id) {
                                return super.room(world, caller, id).or(() -> Optional.ofNullable(
                                                caller.project().rooms.get(id))
                                        .filter(each -> takers.contains(id + " " + caller.user())));
                            }
                        })
                        .also("ROOM-NEW-5"),
                about(
                        "SEC-ALIKE-1",
                        "tells a stranger which rooms it does not know",
                        () -> answering("GET /rooms/[^/]+_unknown\\d+/unread", r -> error(404, "room not found"))),
                about("TENANT-STORE-1", "keeps a message in every room of its room's id", () -> new Rules() {
                    private final List<Message> kept = new ArrayList<>();

                    @Override
                    void store(Room room, Message message) {
                        super.store(room, message);
                        kept.add(message);
                    }

                    @Override
                    List<Message> page(Room room, @Nullable Instant before, int size) {
                        List<Message> page = new ArrayList<>(super.page(room, before, size));
                        kept.stream()
                                .filter(each -> each.content.startsWith("kept here"))
                                .filter(each -> each.room.id.equals(room.id) && each.room != room)
                                .forEach(page::add);
                        return page;
                    }
                }));
    }

    private static List<Lie> members() {
        return List.of(
                about(
                        "MEMBER-LIST-2",
                        "tells preferences of owners only",
                        () -> changing(
                                "GET " + MEMBERS,
                                a -> each(
                                        a,
                                        "members",
                                        member -> member.getString("role").equals("owner")
                                                ? member
                                                : Texts.without(member, "preferences")))),
                about("MEMBER-ROLE-1", "adds guests as guests", () -> new Rules() {
                    @Override
                    List<String> givenRoles() {
                        return List.of("owner", "admin", "moderator", "member", "guest");
                    }
                }),
                about("MEMBER-ROLE-2", "answers the role that was asked for", () -> new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        Optional<String> asked = request.line().matches("POST " + MEMBERS) && truth.isOk()
                                ? Texts.object(request.body().text())
                                        .flatMap(each -> Texts.text(each, "role"))
                                        .filter(givenRoles()::contains)
                                : Optional.empty();
                        return asked.isPresent()
                                ? truth.saying(Texts.with(truth.object(), "role", asked.get()))
                                : truth;
                    }
                }));
    }

    /** The same answer, every object of a field changed. */
    private static JsonObject each(JsonObject answer, String name, UnaryOperator<JsonObject> lie) {
        return Texts.with(
                answer, name, Texts.objects(answer, name).stream().map(lie).toList());
    }
}
