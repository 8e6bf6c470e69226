package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;
import static ee.fluxychat.tck.client.Transport.POLL;
import static ee.fluxychat.tck.client.Transport.SSE;
import static ee.fluxychat.tck.client.Transport.WS;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.HttpCall;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Jwt;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import java.util.List;

/** Two projects on one server: the same room id, the same user id, and nothing in common. */
@Chapter("Tenants")
final class TenantCases {

    private final Scene scene;

    TenantCases(Scene scene) {
        this.scene = scene;
    }

    @Clause(
            value = "TENANT-ROOM-1",
            over = {WS, SSE, POLL})
    void opensNoRoomOfAnotherProject() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");
        Person namesake = scene.foreigner("alice");

        expect("user id of the namesake", namesake.id()).toBe(alice.id());
        Knock.by(scene, namesake, room.id()).isRefused(403);
        namesake.gets("/api/messages?roomId=" + room.id()).refuses(403);
        namesake.gets("/rooms/" + room.id() + "/members").refuses(403);
        namesake.gets("/rooms/" + room.id() + "/unread").refuses(403);
        namesake.posts("/messages", "roomId", room.id(), "content", "from another project")
                .refuses(403);
        namesake.posts("/rooms/" + room.id() + "/read", "messageId", 1).refuses(403);

        expect("what alice hears", alice.hearsBeforeMarkerOf(alice, "message", "member_joined", "read"))
                .toBe(List.of());
    }

    @Clause(
            value = "TENANT-ROOM-2",
            over = {WS, SSE, POLL})
    void opensNoPublicRoomOfAnotherProject() {
        Room room = scene.roomOfType("public", "alice");
        Person stranger = scene.foreigner("eve");

        Knock.by(scene, stranger, room.id()).isRefused(403);
        stranger.gets("/api/messages?roomId=" + room.id()).refuses(403);
        stranger.posts("/messages", "roomId", room.id(), "content", "x").refuses(403);
    }

    @Clause(
            value = "TENANT-ADMIN-1",
            over = {WS, SSE, POLL})
    void givesAnAdminNoPowerOverAnotherProject() {
        Room room = scene.room("alice");
        Person foreignAdmin = scene.foreignAdmin();
        String bob = scene.person("bob").id();

        Knock.by(scene, foreignAdmin, room.id()).isRefused(403);
        foreignAdmin.gets("/api/messages?roomId=" + room.id()).refuses(403);
        foreignAdmin.posts("/rooms/" + room.id() + "/members", "userId", bob).is(403, 404);
        foreignAdmin
                .deletes("/rooms/" + room.id() + "/members/"
                        + scene.person("alice").id())
                .isNoServerError();
        foreignAdmin
                .posts("/messages", "roomId", room.id(), "content", "from another project")
                .is(403, 404);
        foreignAdmin.gets("/rooms/" + room.id() + "/members").is(403, 404);
        foreignAdmin.deletes("/rooms/" + room.id()).is(403, 404, 405);
        expect("members", room.members(scene.person("alice")))
                .toBe(List.of(scene.person("alice").id()));
        expect("texts in the room", room.texts(scene.person("alice"))).toBe(List.of());
        expect(
                        "rooms of the foreign admin",
                        foreignAdmin.gets("/rooms").is(200).json().objects("rooms").stream()
                                .map(each -> each.text("id"))
                                .toList())
                .toBe("not to have it", each -> !each.contains(room.id()));
    }

    @Clause(
            value = "TENANT-MSG-1",
            over = {WS, SSE, POLL})
    void changesNoMessageOfAnotherProject() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");
        long id = alice.posts("untouchable").number("id");
        Person namesake = scene.foreigner("alice");

        namesake.patches("/messages/" + id, "content", "touched").is(403, 404);
        namesake.deletes("/messages/" + id).is(403, 404);
        namesake.posts("/messages/" + id + "/reactions", "emoji", "👍").is(403, 404);
        scene.foreignAdmin().deletes("/messages/" + id + "?hard=true").is(403, 404);

        expect("texts in history", room.texts(scene.person("alice"))).toBe(List.of("untouchable"));
        expect("what alice hears", alice.hearsBeforeMarkerOf(alice, "edit", "delete", "reaction"))
                .toBe(List.of());
    }

    @Clause("TENANT-MSG-2")
    void changesNoMessageOfAnotherProjectOverASocket() {
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");
        long id = alice.posts("untouchable").number("id");
        Participant namesake = scene.foreignRoom(scene.target().freshName("r"), scene.foreigner("alice"))
                .enters(scene.foreigner("alice"));

        namesake.says("edit", "messageId", id, "content", "touched");
        namesake.isRefused();
        namesake.says("delete", "messageId", id);
        namesake.isRefused();
        namesake.says("reaction", "messageId", id, "emoji", "👍");
        namesake.isRefused();

        expect("what alice hears", alice.hearsBeforeMarkerOf(alice, "edit", "delete", "reaction"))
                .toBe(List.of());
    }

    @Clause("TENANT-TWIN-1")
    void keepsTwoRoomsOfOneIdApart() {
        Room here = scene.room("alice");
        Person namesake = scene.foreigner("alice");
        Participant alice = here.enters("alice");
        if (isTaken(here, namesake)) {
            isClosedTo(namesake, here);
            return;
        }
        Room there = scene.roomCalled(here.id());
        Participant other = there.enters(namesake);

        alice.posts("said here");
        other.posts("said there");

        expect("texts here", here.texts(scene.person("alice"))).toBe(List.of("said here"));
        expect(
                        "messages alice hears",
                        alice.hearsBeforeMarkerOf(alice, "message").stream()
                                .map(each -> each.text("content"))
                                .toList())
                .toBe(List.of());
        expect("texts there", there.texts(namesake)).toBe(List.of("said there"));
        expect("online there", other.greeted("subscription_succeeded").number("subscriptionCount"))
                .toBe(1L);
    }

    @Clause("TENANT-TWIN-2")
    void letsEachProjectChooseItsRoomIds() {
        Room here = scene.room("alice");

        expect("whether the id is taken in another project", isTaken(here, scene.foreigner("alice")))
                .toBe(false);
    }

    /** Asks for a room of the same id in another project, where it may be refused as taken. */
    private static boolean isTaken(Room here, Person foreigner) {
        Answer answer = foreigner.posts("/rooms", "id", here.id(), "name", here.id(), "type", "group");
        return answer.is(200, 409).status() == 409;
    }

    private void isClosedTo(Person foreigner, Room here) {
        Knock.by(scene, foreigner, here.id()).isRefused(403);
        foreigner.gets("/api/messages?roomId=" + here.id()).refuses(403);
        foreigner
                .posts("/messages", "roomId", here.id(), "content", "said there")
                .refuses(403);
    }

    @Clause("TENANT-KEY-1")
    void mintsTokensForItsOwnProjectOnly() {
        String here = Jwt.of(scene.person("alice").token()).payload().text("tid");
        String there = Jwt.of(scene.foreigner("alice").token()).payload().text("tid");

        expect("project of the second key", there).notToBe(here);
        opensNothing(Jwt.of(scene.foreigner("alice").token())
                .claiming(Jwt.claims(scene.person("alice").id(), here, List.of("member"), 600)));
    }

    private void opensNothing(Jwt forged) {
        scene.anonymous("GET", "/rooms").bearer(forged.token()).send().is(401);
    }

    @Clause(
            value = "TENANT-STORE-1",
            over = {WS, SSE, POLL})
    void keepsAMessageInItsAuthorsProjectOnly() {
        Room here = scene.room("alice");
        Person namesake = scene.foreigner("alice");
        boolean isTwin = !isTaken(here, namesake);
        if (isTwin) {
            here.enters(namesake);
        }

        Participant alice = here.enters("alice");
        alice.posts("kept here, said over a socket");
        alice.postsByRest("kept here, said over REST");

        expect("texts here", here.texts(scene.person("alice")))
                .toBe(List.of("kept here, said over REST", "kept here, said over a socket"));
        for (Person each : List.of(namesake, scene.foreignAdmin())) {
            if (isTwin) {
                expect("texts there", here.texts(each)).toBe(List.of());
            } else {
                each.gets("/api/messages?roomId=" + here.id()).refuses(403);
            }
            expectNowhere(each, "/search/messages?q=kept");
            expectNowhere(each, "/export/messages.json?roomId=" + here.id());
        }
    }

    /** Not every target offers every way to look. */
    private static void expectNowhere(Person looker, String path) {
        Answer answer = looker.gets(path);
        if (answer.status() == 200) {
            expect("what " + path + " shows in another project", answer.body())
                    .toBe("nothing that was kept here", each -> !each.contains("kept here"));
        }
    }

    @Clause("TENANT-NEW-1")
    void letsAnAdminOpenAProject() {
        Fields project = scene.target().once("a further project", () -> scene.admin()
                .posts("/admin/projects", "name", "fluxychat-tck further")
                .is(200)
                .json()
                .object("project"));

        expect("apiKey", project.text("apiKey")).toBe("fc_ and 32 hex digits", each -> each.matches("fc_[0-9a-f]{32}"));
        expect("name", project.text("name")).toBe("fluxychat-tck further");
        expect("id", project.text("id")).toBe("a project id", each -> each.matches("[A-Za-z0-9_-]{1,128}"));
        project.time("created_at");
    }

    @Clause("TENANT-NEW-2")
    void letsNobodyElseOpenAProject() {
        scene.person("alice").posts("/admin/projects", "name", "mine").refuses(403);
        scene.person("alice").gets("/admin/projects").is(403);
        scene.anonymous("POST", "/admin/projects")
                .text("{\"name\":\"x\"}")
                .send()
                .is(401);
        scene.anonymous("POST", "/admin/projects?token=" + scene.admin().token())
                .text("{\"name\":\"x\"}")
                .send()
                .is(401);
        scene.admin().posts("/admin/projects").refuses(400);
    }

    @Clause("TENANT-NEW-3")
    void opensNoProjectWithoutAName() {
        for (Object name : new Object[] {null, "", "   ", 7, List.of("mine")}) {
            scene.admin().posts("/admin/projects", "name", name).refuses(400);
        }
        scene.admin().posts("/admin/projects", "title", "mine").refuses(400);
    }

    @Clause("TENANT-NEW-4")
    void listsProjectsWithTheirPlans() {
        List<Fields> projects =
                scene.admin().gets("/admin/projects").is(200).json().objects("projects");

        for (Fields each : projects) {
            each.text("name");
            each.time("created_at");
            if (each.says("plan")) {
                each.object("plan");
            } else {
                each.isNull("plan");
            }
        }
        expect(
                        "ids of the projects",
                        projects.stream().map(each -> each.text("id")).toList())
                .toBe(
                        "to have the admin's own",
                        each -> each.contains(scene.target().home().id(scene.transcript())));
    }

    @Clause("AUTH-BOOT-2")
    void opensNoFirstProjectWithoutTheSecret() {
        String name = scene.marker();
        for (String secret : List.of("", "not the secret", scene.target().home().key(), "null")) {
            HttpCall call = scene.anonymous("POST", "/platform/bootstrap");
            Answer answer = (secret.isEmpty() ? call : call.header("X-Fluxy-Bootstrap-Secret", secret))
                    .json(Json.object("name", name))
                    .send();

            answer.is(400, 401, 403, 404, 405, 409, 429);
            expect("the answer", answer.body()).toBe("to tell no key", each -> !each.contains("fc_"));
        }
        expect(
                        "names of the projects",
                        scene.admin().gets("/admin/projects").is(200).json().objects("projects").stream()
                                .map(each -> each.text("name"))
                                .toList())
                .toBe("not to have " + name, each -> !each.contains(name));
    }
}
