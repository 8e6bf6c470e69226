package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Who is in the room, and how the others hear of it. */
@Chapter("Presence")
final class PresenceCases {

    private final Scene scene;

    PresenceCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("PRES-JOIN-1")
    void tellsTheOthersOfANewcomer() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");

        Participant bob = room.enters("bob");

        Frame joined = alice.hearsOf("member_joined", bob.id());
        expect("roomId", joined.text("roomId")).toBe(room.id());
        expect("socketId", joined.text("socketId"))
                .toBe(bob.greeted("subscription_succeeded").text("socketId"));
        joined.object("userInfo");
        hearsOnline(alice, 2);
    }

    @Clause("PRES-JOIN-2")
    void doesNotCallASecondConnectionANewcomer() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        room.enters("bob");
        alice.hearsOf("member_joined", scene.person("bob").id());

        room.enters("bob");

        expect("second member_joined", alice.hearsBeforeMarkerOf(alice, "member_joined"))
                .toBe(List.of());
    }

    @Clause("PRES-JOIN-3")
    void saysWhoCameAndByWhichConnection() {
        Room room = scene.room("alice", "bob", "carol");
        Participant alice = room.enters("alice");
        room.enters("carol");

        Participant bob = room.enters("bob");

        Frame joined = alice.hearsOf("member_joined", bob.id());
        expect("roomId", joined.text("roomId")).toBe(room.id());
        joined.object("userInfo");
        expect("socketId", joined.text("socketId"))
                .toBe(bob.greeted("subscription_succeeded").text("socketId"));
    }

    @Clause("PRES-LEFT-1")
    void tellsTheOthersWhenTheLastConnectionGoes() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");

        bob.leaves();

        expect("roomId", alice.hearsOf("member_left", bob.id()).text("roomId")).toBe(room.id());
        Frame presence = hearsOnline(alice, 1);
        expect("users", presence.texts("users")).toBe(List.of(alice.id()));
    }

    @Clause("PRES-LEFT-2")
    void doesNotSayThatSomebodyLeftWhoIsStillConnected() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");
        Participant bobAgain = room.enters("bob");
        hearsOnline(alice, 3);

        bobAgain.leaves();

        List<Frame> heard = alice.hearsBurst("presence with online 2", each -> isOnline(each, 2));
        expect("users", heard.get(heard.size() - 1).texts("users"))
                .toBe("to name bob", each -> each.contains(bob.id()));
        expect("types", heard.stream().map(Frame::type).toList())
                .toBe("no member_left", each -> !each.contains("member_left"));
        expect("member_left", alice.hearsBeforeMarkerOf(alice, "member_left")).toBe(List.of());
    }

    @Clause("PRES-LEFT-3")
    void noticesWhoVanishesWithoutAWord() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");

        bob.vanishes();

        alice.hearsOf("member_left", bob.id());
    }

    @Clause("PRES-LIST-1")
    void namesEverybodyWhoIsHere() {
        Room room = scene.room("alice", "bob", "carol");
        Participant alice = room.enters("alice");
        room.enters("bob");
        room.enters("carol");

        Frame presence = hearsOnline(alice, 3);

        List<String> all = scene.ids("alice", "bob", "carol");
        expect("users", presence.texts("users").stream().sorted().distinct().toList())
                .toBe(all);
        expect(
                        "members",
                        presence.objects("members").stream()
                                .map(each -> each.text("userId"))
                                .sorted()
                                .toList())
                .toBe(all);
    }

    @Clause("PRES-LIST-2")
    void countsConnectionsAndNamesUsersOnce() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        room.enters("bob");
        room.enters("bob");

        Frame presence = hearsOnline(alice, 3);

        expect("users", presence.texts("users").stream().sorted().toList()).toBe(scene.ids("alice", "bob"));
        expect("members", presence.objects("members").size()).toBe(2);
    }

    @Clause("PRES-LIST-3")
    void namesNobodyWhoOnlyReadHere() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        long id = alice.posts("read me").number("id");
        scene.person("bob")
                .posts("/rooms/" + room.id() + "/read", "messageId", id)
                .is(200);

        Participant again = room.enters("alice");

        expect(
                        "users",
                        again.hears("presence").texts("users").stream()
                                .distinct()
                                .toList())
                .toBe(List.of(alice.id()));
    }

    @Clause("PRES-COUNT-1")
    void tellsHowManyConnectionsThereAre() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        alice.hears("subscription_count 1", each -> isCount(each, 1));

        room.enters("bob");

        Frame count = alice.hears("subscription_count 2", each -> isCount(each, 2));
        expect("roomId", count.text("roomId")).toBe(room.id());
    }

    @Clause("PRES-INFO-1")
    void passesOnWhatAUserSaysAboutHimself() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        String name = "Bób 🦊"; // in UTF-8, as every URL (RFC 3986, 2.5)
        String info = "{\"name\":\"" + name
                + "\",\"avatar_url\":\"https://x.example/b.png\",\"role\":\"dev\",\"secret\":\"x\"}";

        room.entersWith(scene.person("bob"), "?presenceInfo=" + encoded(info));

        Fields told = alice.hearsOf("member_joined", scene.person("bob").id()).object("userInfo");
        expect("name", told.text("name")).toBe(name);
        expect("avatar_url", told.text("avatar_url")).toBe("https://x.example/b.png");
        expect("role", told.text("role")).toBe("dev");
        expect("other fields", told.has("secret")).toBe(false);
    }

    @Clause("PRES-INFO-2")
    void leavesOutWhatCouldHarm() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");

        room.entersWith(
                scene.person("bob"), "?presenceInfo=" + encoded("{\"avatar_url\":\"javascript:alert(1)\",\"name\":7}"));
        room.entersWith(scene.person("bob"), "?presenceInfo=" + encoded("not json"));
        room.entersWith(scene.person("bob"), "?presenceInfo=" + encoded("{\"name\":\"" + "x".repeat(3_000) + "\"}"));

        Fields told = alice.hearsOf("member_joined", scene.person("bob").id()).object("userInfo");
        expect("avatar_url", told.has("avatar_url")).toBe(false);
    }

    private static Frame hearsOnline(Participant participant, int online) {
        return participant.hears("presence with online " + online, each -> isOnline(each, online));
    }

    private static boolean isOnline(Frame frame, int online) {
        return frame.is("presence") && frame.number("online") == online;
    }

    private static boolean isCount(Frame frame, int count) {
        return frame.is("subscription_count") && frame.number("subscriptionCount") == count;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
