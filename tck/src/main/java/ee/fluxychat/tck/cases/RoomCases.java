package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Expect;
import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rooms and who belongs to them. */
@Chapter("Rooms and members")
final class RoomCases {

    private final Scene scene;

    RoomCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("ROOM-NEW-1")
    void createsARoomWithItsCreatorAsOwner() {
        String id = scene.target().freshName("r");
        Person alice = scene.person("alice");

        Fields room = alice.posts("/rooms", "id", id, "name", "  The name ", "type", "group")
                .is(200)
                .json()
                .object("room");

        expect("id", room.text("id")).toBe(id);
        expect("name", room.text("name")).toBe("The name");
        expect("type", room.text("type")).toBe("group");
        room.time("created_at");
        Fields member = alice.gets("/rooms/" + id + "/members")
                .is(200)
                .json()
                .objects("members")
                .get(0);
        expect("userId of the member", member.text("userId")).toBe(alice.id());
        expect("role of the member", member.text("role")).toBe("owner");
        expect("notifyEnabled", member.flag("notifyEnabled")).toBe(true);
        member.object("preferences");
        member.time("joinedAt");
    }

    @Clause("ROOM-NEW-2")
    void givesAnIdToARoomWithoutOne() {
        Person alice = scene.person("alice");

        for (Object id : new Object[] {null, "not an id", "a/b", 7, "x".repeat(129)}) {
            alice.posts("/rooms", "id", id, "name", "n", "type", "group")
                    .is(200)
                    .json()
                    .object("room")
                    .uuid("id");
        }
    }

    @Clause("ROOM-NEW-3")
    void refusesRoomsThatCannotBe() {
        Person alice = scene.person("alice");

        alice.posts("/rooms", "type", "group").refuses(400);
        alice.posts("/rooms", "name", 7, "type", "group").refuses(400);
        alice.posts("/rooms", "name", "  ", "type", "group").refuses(400);
        alice.posts("/rooms", "name", "x".repeat(257), "type", "group").refuses(400);
        alice.posts("/rooms", "name", "n").refuses(400);
        alice.posts("/rooms", "name", "n", "type", "secret").refuses(400);
        alice.posts("/rooms", "name", "x".repeat(256), "type", "group").is(200);
    }

    @Clause("ROOM-NEW-4")
    void takesMembersAlong() {
        String id = scene.target().freshName("r");
        String bob = scene.person("bob").id();
        String carol = scene.person("carol").id();
        List<?> members = List.of(
                Json.object("userId", bob, "role", "moderator"),
                Json.object("userId", carol, "role", "emperor"),
                Json.object("userId", bob),
                Json.object("userId", "not an id"),
                "plain string",
                7);

        scene.person("alice")
                .posts("/rooms", "id", id, "name", "n", "type", "group", "members", members)
                .is(200);

        List<Fields> stored = scene.person("alice")
                .gets("/rooms/" + id + "/members")
                .is(200)
                .json()
                .objects("members");
        expect(
                        "members",
                        stored.stream()
                                .map(each -> each.text("userId"))
                                .sorted()
                                .toList())
                .toBe(Stream.of(scene.person("alice").id(), bob, carol).sorted().toList());
        expect("role of carol", roleOf(stored, carol)).toBe("member");
    }

    @Clause("ROOM-NEW-5")
    void doesNotLetAnybodyInByCreatingARoomAgain() {
        Room room = scene.room("alice");
        room.enters("alice").posts("for alice alone");
        Person eve = scene.person("eve");

        eve.posts(
                        "/rooms",
                        "id",
                        room.id(),
                        "name",
                        "mine now",
                        "type",
                        "public",
                        "members",
                        List.of(Json.object("userId", eve.id())))
                .is(200, 403, 409);

        expect("members", room.members(scene.person("alice")))
                .toBe(List.of(scene.person("alice").id()));
        eve.gets("/api/messages?roomId=" + room.id()).refuses(403);
        Knock.by(scene, eve, room.id()).isRefused(403);
    }

    @Clause("ROOM-NEW-8")
    void showsNothingInAClosedRoomToWhoCreatesItAgain() {
        Room room = scene.room("alice", "bob");
        room.enters("alice").posts("for members only");

        Answer answer = scene.person("eve")
                .posts("/rooms", "id", room.id(), "name", "mine now", "type", "public")
                .is(200, 403, 409);

        List<String> inside = List.of(
                "for members only",
                scene.person("alice").id(),
                scene.person("bob").id());
        expect("the answer to a stranger", answer.body())
                .toBe("without a member or a message", body -> inside.stream().noneMatch(body::contains));
    }

    @Clause("ROOM-NEW-6")
    void givesARoomToItsCreatorUnlessHeSaysOtherwise() {
        Person alice = scene.person("alice");
        Person bob = scene.person("bob");

        Room his = roomWith(alice, Json.object("userId", bob.id(), "role", "owner"));
        Room modest = roomWith(
                alice,
                Json.object("userId", bob.id(), "role", "owner"),
                Json.object("userId", alice.id(), "role", "member"));

        expect("role of who does not list herself", roleOf(members(his, alice), alice.id()))
                .toBe("owner");
        expect("role of who lists herself", roleOf(members(modest, alice), alice.id()))
                .toBe("member");
        expect("role of the other", roleOf(members(modest, alice), bob.id())).toBe("owner");
    }

    private Room roomWith(Person creator, JsonObject... members) {
        String id = scene.target().freshName("r");
        creator.posts("/rooms", "id", id, "name", id, "type", "group", "members", List.of(members))
                .is(200);
        return scene.roomCalled(id);
    }

    @Clause("ROOM-NEW-7")
    void makesARoomWhollyOrNotAtAll() {
        Person alice = scene.person("alice");
        String bob = scene.person("bob").id();
        List<JsonObject> twice = List.of(Json.object("userId", bob), Json.object("userId", bob));

        isWholeOrNothing(alice, "name", "n", "type", "group", "members", twice);
        isWholeOrNothing(alice, "name", "n", "type", "secret", "members", twice);
        isWholeOrNothing(alice, "name", " ", "type", "group", "members", twice);
        isWholeOrNothing(alice, "name", 7, "type", "group", "members", twice);
    }

    /** Asks for a room with bob in it. */
    private void isWholeOrNothing(Person creator, Object... wish) {
        Room room = scene.roomCalled(scene.target().freshName("r"));
        Object[] all =
                Stream.concat(Stream.of("id", room.id()), Stream.of(wish)).toArray();

        if (creator.posts("/rooms", all).status() == 200) {
            expect("members", room.members(creator).stream().sorted().toList())
                    .toBe(Stream.of(creator.id(), scene.person("bob").id())
                            .sorted()
                            .toList());
        } else {
            creator.gets("/api/messages?roomId=" + room.id()).refuses(403);
            expect("the creator's rooms", rooms(creator, "")).toBe("not this one", each -> !each.contains(room.id()));
        }
    }

    @Clause("ROOM-LIST-1")
    void listsARoomForItsMembersOnly() {
        Room room = scene.room("alice", "bob");
        room.enters("alice").posts("unread");

        Fields listed = scene.person("bob").gets("/rooms").is(200).json().objects("rooms").stream()
                .filter(each -> each.text("id").equals(room.id()))
                .findFirst()
                .orElseThrow(() -> Expect.unlike("the rooms of a member", "room " + room.id(), "it is not among them"));
        expect("type", listed.text("type")).toBe("group");
        expect("name", listed.text("name")).toBe(room.id());
        expect("unreadCount", listed.number("unreadCount")).toBe(1L);
        listed.time("created_at");
        listed.isNull("pinned_message_id");
        listed.isNull("pinned_at");
        listed.isNull("pinned_by_user_id");
        expect("eve's rooms", rooms(scene.person("eve"), "")).toBe("not this one", each -> !each.contains(room.id()));
        expect("the admin's rooms", rooms(scene.admin(), "")).toBe("this one too", each -> each.contains(room.id()));
    }

    @Clause("ROOM-LIST-2")
    void listsTheNewestFirstAndByType() {
        Room group = scene.roomOfType("group", "alice");
        Room open = scene.roomOfType("public", "alice");
        Person alice = scene.person("alice");

        List<String> times = alice.gets("/rooms").is(200).json().objects("rooms").stream()
                .map(each -> each.text("created_at"))
                .toList();
        expect("times of creation", times)
                .toBe(times.stream().sorted(Comparator.reverseOrder()).toList());
        expect("groups", rooms(alice, "?type=group"))
                .toBe("to have the group only", each -> each.contains(group.id()) && !each.contains(open.id()));
    }

    @Clause("ROOM-LIST-3")
    void listsAPublicRoomToItsMembersOnly() {
        Room room = scene.roomOfType("public", "alice");
        Person eve = scene.person("eve");

        room.history(eve);
        expect("eve's rooms", rooms(eve, "")).toBe("not this one", each -> !each.contains(room.id()));
        expect("eve's public rooms", rooms(eve, "?type=public"))
                .toBe("not this one", each -> !each.contains(room.id()));

        scene.admin()
                .posts("/rooms/" + room.id() + "/members", "userId", eve.id())
                .is(200);
        expect("eve's rooms", rooms(eve, "")).toBe("this one too", each -> each.contains(room.id()));
    }

    @Clause("ROOM-LIST-4")
    void listsRoomsAsTheyAreNow() {
        Person bob = scene.person("bob");
        rooms(bob, "");
        Room room = scene.room("alice", "carol");
        String path = "/rooms/" + room.id() + "/members";

        expect("alice's rooms", rooms(scene.person("alice"), "")).toBe("this one", each -> each.contains(room.id()));
        expect("bob's rooms", rooms(bob, "")).toBe("not this one yet", each -> !each.contains(room.id()));
        scene.admin().posts(path, "userId", bob.id()).is(200);
        expect("bob's rooms", rooms(bob, "")).toBe("this one now", each -> each.contains(room.id()));
        scene.admin().deletes(path + "/" + bob.id()).is(200);
        expect("bob's rooms", rooms(bob, "")).toBe("this one no more", each -> !each.contains(room.id()));
    }

    @Clause("ROOM-DM-1")
    void keepsOneRoomPerPair() {
        Person alice = scene.person("dm_alice");
        Person bob = scene.person("dm_bob");

        Fields first = alice.posts("/rooms/dm", "a", alice.id(), "b", bob.id())
                .is(200)
                .json()
                .object("room");
        Fields again = bob.posts("/rooms/dm", "a", bob.id(), "b", alice.id())
                .is(200)
                .json()
                .object("room");

        expect("id", again.text("id")).toBe(first.text("id"));
        expect("type", first.text("type")).toBe("dm");
        expect("name", first.text("name")).toBe(String.join(":", scene.ids("dm_alice", "dm_bob")));
        first.time("created_at");
        Participant inside = scene.roomCalled(first.text("id")).enters(bob);
        inside.posts("hello");
        scene.person("eve").gets("/api/messages?roomId=" + first.text("id")).refuses(403);
    }

    @Clause("ROOM-DM-2")
    void refusesPairsThatCannotBe() {
        Person alice = scene.person("alice");

        alice.posts("/rooms/dm").refuses(400);
        alice.posts("/rooms/dm", "a", alice.id()).refuses(400);
        alice.posts("/rooms/dm", "a", alice.id(), "b", 7).refuses(400);
        alice.posts("/rooms/dm", "a", alice.id(), "b", alice.id()).refuses(400, "same_user");
        alice.posts(
                        "/rooms/dm",
                        "a",
                        scene.person("bob").id(),
                        "b",
                        scene.person("carol").id())
                .refuses(403);
    }

    @Clause("ROOM-DM-3")
    void namesADirectRoomAfterTheTwo() {
        Person dave = scene.person("dm_dave");
        Person zoe = scene.person("dm_zoe");
        String name = Stream.of(dave.id(), zoe.id()).sorted().collect(Collectors.joining(":"));

        Fields room = zoe.posts("/rooms/dm", "a", zoe.id(), "b", dave.id())
                .is(200)
                .json()
                .object("room");

        expect("type", room.text("type")).toBe("dm");
        expect("name", room.text("name")).toBe(name);
        expect(
                        "names of dave's direct rooms",
                        dave.gets("/rooms?type=dm").is(200).json().objects("rooms").stream()
                                .map(each -> each.text("name"))
                                .toList())
                .toBe("to have " + name, each -> each.contains(name));
    }

    @Clause("ROOM-DM-4")
    void saysWhenADirectRoomWasMadeEveryTime() {
        Person erin = scene.person("dm_erin");
        Person frank = scene.person("dm_frank");

        Instant first = made(erin, frank);
        Instant again = made(erin, frank);

        expect("created_at of the room that was there", again).toBe(first);
    }

    private static Instant made(Person a, Person b) {
        return a.posts("/rooms/dm", "a", a.id(), "b", b.id())
                .is(200)
                .json()
                .object("room")
                .time("created_at");
    }

    @Clause("MEMBER-LIST-1")
    void showsMembersToMembersOnly() {
        Room room = scene.room("alice", "bob");

        expect("members", room.members(scene.person("bob")).stream().sorted().toList())
                .toBe(scene.ids("alice", "bob"));
        scene.person("eve").gets("/rooms/" + room.id() + "/members").refuses(403);
        scene.person("eve")
                .gets("/rooms/" + scene.target().freshName("nowhere") + "/members")
                .refuses(403);
    }

    @Clause("MEMBER-ADD-1")
    void letsAnAdminAddAMember() {
        Room room = scene.room("alice");
        String path = "/rooms/" + room.id() + "/members";
        Person bob = scene.person("bob");
        bob.gets(path).refuses(403);

        Fields added = scene.admin()
                .posts(path, "userId", bob.id(), "role", "moderator")
                .is(200)
                .json();

        expect("ok", added.flag("ok")).toBe(true);
        expect("roomId", added.text("roomId")).toBe(room.id());
        expect("userId", added.text("userId")).toBe(bob.id());
        expect("role", added.text("role")).toBe("moderator");
        room.enters(bob).posts("I am in");
        scene.admin().posts(path, "userId", bob.id()).is(200);
        List<Fields> members = bob.gets(path).is(200).json().objects("members");
        expect("role after adding again", roleOf(members, bob.id())).toBe("moderator");
    }

    @Clause("MEMBER-ADD-2")
    void letsNobodyElseAddAMember() {
        Room room = scene.room("alice");
        String path = "/rooms/" + room.id() + "/members";
        Person eve = scene.person("eve");

        scene.person("alice").posts(path, "userId", scene.person("bob").id()).refuses(403);
        eve.posts(path, "userId", eve.id()).refuses(403);
        scene.admin().posts(path).refuses(400);
        scene.admin().posts(path, "userId", "not an id").refuses(400);
        scene.admin()
                .posts("/rooms/" + scene.target().freshName("nowhere") + "/members", "userId", eve.id())
                .refuses(404);

        expect("members", room.members(scene.person("alice")))
                .toBe(List.of(scene.person("alice").id()));
    }

    @Clause("MEMBER-DEL-1")
    void letsAnAdminRemoveAMember() {
        Room room = scene.room("alice", "bob");
        String path = "/rooms/" + room.id() + "/members/" + scene.person("bob").id();

        scene.person("alice").deletes(path).refuses(403);
        expect("ok", scene.admin().deletes(path).is(200).json().flag("ok")).toBe(true);
        expect("ok the second time", scene.admin().deletes(path).is(200).json().flag("ok"))
                .toBe(true);

        scene.person("bob").gets("/api/messages?roomId=" + room.id()).refuses(403);
        scene.person("bob")
                .posts("/messages", "roomId", room.id(), "content", "still here")
                .refuses(403);
        Knock.by(scene, scene.person("bob"), room.id()).isRefused(403);
        scene.person("bob")
                .call("GET", "/rooms/" + room.id() + "/stream")
                .header("Accept", "text/event-stream")
                .knocks()
                .is(403, 404);
    }

    private static List<Fields> members(Room room, Person reader) {
        return reader.gets("/rooms/" + room.id() + "/members").is(200).json().objects("members");
    }

    private static List<String> rooms(Person person, String query) {
        return person.gets("/rooms" + query).is(200).json().objects("rooms").stream()
                .map(each -> each.text("id"))
                .toList();
    }

    private static String roleOf(List<Fields> members, String userId) {
        return members.stream()
                .filter(each -> each.text("userId").equals(userId))
                .map(each -> each.text("role"))
                .findFirst()
                .orElse("no member");
    }
}
