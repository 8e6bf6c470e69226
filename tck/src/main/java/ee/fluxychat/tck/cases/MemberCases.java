package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told of a room's members, and with which role they are added. */
@Chapter("Members")
final class MemberCases {

    private final Scene scene;

    MemberCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("MEMBER-LIST-2")
    void listsMembersWithRoleAndPreferences() {
        Room room = scene.room("alice", "bob");

        Map<String, Fields> members = members(room);

        expect("user ids", members.keySet().stream().sorted().toList())
                .toBe(room.members(scene.person("bob")).stream().sorted().toList());
        for (Fields each : members.values()) {
            each.time("joinedAt");
            expect("notifyEnabled", each.flag("notifyEnabled")).toBe(true);
            each.object("preferences");
        }
        expect("role of alice", role(members, scene.person("alice"))).toBe("owner");
        expect("role of bob", role(members, scene.person("bob"))).toBe("member");
    }

    @Clause("MEMBER-ROLE-1")
    void addsMembersInOneOfFourRoles() {
        Room room = scene.room("alice");

        isAddedAs("owner", room, "frank", "owner");
        isAddedAs("admin", room, "grace", "admin");
        isAddedAs("moderator", room, "heidi", "moderator");
        isAddedAs("member", room, "ivan", "member");
        isAddedAs("member", room, "judy", "mod");
        isAddedAs("member", room, "mallory", "guest");
        isAddedAs("member", room, "niaj", "emperor");
        isAddedAs("member", room, "olivia", 7);
        isAddedAs("member", room, "peggy", null);
    }

    private void isAddedAs(String role, Room room, String name, @Nullable Object asked) {
        Person newcomer = scene.person(name);

        Fields added = add(room, newcomer, asked);

        expect("role in the answer when " + asked + " is asked", added.text("role"))
                .toBe(role);
        expect("role in the list when " + asked + " is asked", role(members(room), newcomer))
                .toBe(role);
    }

    @Clause("MEMBER-ROLE-2")
    void answersTheRoleThatAMemberHas() {
        Room room = scene.room("alice");
        Person bob = scene.person("bob");

        add(room, bob, "moderator");
        Fields again = add(room, bob, "owner");

        expect("role in the answer", again.text("role")).toBe(role(members(room), bob));
    }

    private Fields add(Room room, Person newcomer, @Nullable Object role) {
        return scene.admin()
                .posts("/rooms/" + room.id() + "/members", "userId", newcomer.id(), "role", role)
                .is(200)
                .json();
    }

    private Map<String, Fields> members(Room room) {
        Map<String, Fields> members = new LinkedHashMap<>();
        scene.person("alice")
                .gets("/rooms/" + room.id() + "/members")
                .is(200)
                .json()
                .objects("members")
                .forEach(each -> members.put(each.text("userId"), each));
        return members;
    }

    private static String role(Map<String, Fields> members, Person member) {
        Fields found = members.get(member.id());
        return found == null ? "no member" : found.text("role");
    }
}
