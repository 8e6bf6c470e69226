package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Jwt;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import java.util.List;

/** What the roles in a token open. */
@Chapter("Roles")
final class RoleCases {

    private final Scene scene;

    RoleCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("AUTH-CLAIM-3")
    void opensToATokenWithoutRolesWhatIsOpenToMembers() {
        Room room = scene.room("alice");
        Room closed = scene.room("bob", "carol");
        Person alice = withoutRoles(scene.person("alice"));

        alice.posts("/messages", "roomId", room.id(), "content", "over REST").is(200);
        room.enters(alice).posts("over a socket");
        alice.gets("/api/messages?roomId=" + closed.id()).refuses(403);
        alice.posts("/rooms/" + closed.id() + "/members", "userId", alice.id()).refuses(403);

        expect("texts in her room", room.texts(scene.person("alice"))).toBe(List.of("over a socket", "over REST"));
    }

    private Person withoutRoles(Person user) {
        long soon = System.currentTimeMillis() / 1_000 + 3_600;
        String project = scene.target().home().id(scene.transcript());
        return scene.bearing(
                Jwt.signed(
                                "HS256",
                                Json.object("sub", user.id(), "tid", project, "exp", soon),
                                scene.target().tokenSecret())
                        .token(),
                user);
    }

    @Clause("AUTH-ROLE-1")
    void opensEveryRoomToOwnersAndAdmins() {
        for (Person ruler : List.of(scene.owner(), scene.admin())) {
            for (String type : List.of("group", "announcement", "dm")) {
                Room room = scene.roomOfType(type, "alice", "bob");

                ruler.posts("/messages", "roomId", room.id(), "content", "over REST")
                        .is(200);
                room.enters(ruler).posts("over a socket");

                expect("texts that the " + ruler.name() + " reads in a " + type, room.texts(ruler))
                        .toBe(List.of("over a socket", "over REST"));
            }
        }
    }

    @Clause("AUTH-ROLE-3")
    void opensNothingToAMod() {
        Room room = scene.room("alice", "bob");
        String path = "/rooms/" + room.id();
        Person mod = scene.mod();

        mod.gets("/api/messages?roomId=" + room.id()).refuses(403);
        mod.gets(path + "/members").refuses(403);
        mod.posts("/messages", "roomId", room.id(), "content", "from a mod").refuses(403);
        Knock.by(scene, mod, room.id()).isRefused(403);
        mod.posts(path + "/members", "userId", mod.id()).refuses(403);
        mod.deletes(path).is(403, 404);
        mod.gets("/admin/projects").is(403);
        mod.posts("/admin/projects", "name", "a mod's").is(403);
        mod.posts(
                        "/admin/mute",
                        "roomId",
                        room.id(),
                        "userId",
                        scene.person("alice").id())
                .is(403, 404);

        room.enters("alice").posts("nothing has changed");
        expect("texts in the room", room.texts(scene.person("bob"))).toBe(List.of("nothing has changed"));
    }
}
