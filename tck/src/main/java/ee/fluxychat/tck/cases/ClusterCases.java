package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.cases.Storm.Heard;
import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Inbox.Closed;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** One service with several nodes: who goes to which node makes no difference. */
@Chapter("Several nodes")
final class ClusterCases {

    private static final int EACH = 50;

    private final Scene scene;

    ClusterCases(Scene scene) {
        this.scene = scene;
    }

    /** What a listener on each of two nodes hears when two people talk there without waiting. */
    private record Talk(String roomId, List<Frame> here, List<Frame> there) {}

    private Talk talk() {
        return scene.once("talk over two nodes", () -> {
            Room room = scene.room("alice", "bob", "carol", "dave");
            Participant carol = room.enters("carol");
            Participant dave = room.enters(scene.elsewhere(scene.person("dave")));
            Participant alice = room.enters("alice");
            Participant bob = room.enters(scene.elsewhere(scene.person("bob")));
            for (int i = 0; i < EACH; i++) {
                alice.mutters("text " + i);
                bob.mutters("text " + i);
            }
            return new Talk(room.id(), listen(carol), listen(dave));
        });
    }

    private static List<Frame> listen(Participant listener) {
        int[] count = {0};
        return listener
                .hearsBurst(2 * EACH + " messages", frame -> frame.is("message") && ++count[0] == 2 * EACH)
                .stream()
                .filter(frame -> frame.is("message"))
                .toList();
    }

    private static List<Heard> heard(List<? extends Fields> messages) {
        List<Heard> heard = new ArrayList<>();
        messages.forEach(each -> heard.add(Heard.of(each)));
        return heard;
    }

    @Clause("CLUSTER-HEAR-1")
    void tellsOnOneNodeWhatIsSaidOnTheOther() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters(scene.elsewhere(scene.person("bob")));

        long id = alice.posts("from here").number("id");
        expect("id there", bob.hearsText("from here").number("id")).toBe(id);
        long posted = bob.postsByRest("from there").number("id");
        expect("id here", alice.hearsText("from there").number("id")).toBe(posted);
    }

    @Clause("CLUSTER-ORDER-1")
    void tellsOneOrderOnAllNodes() {
        Talk talk = talk();

        expect("what is heard on the other node", heard(talk.there())).toBe(heard(talk.here()));
    }

    @Clause("CLUSTER-ORDER-2")
    void keepsThatOrderInEveryNodesHistory() {
        Talk talk = talk();

        for (Person reader : List.of(scene.person("carol"), scene.elsewhere(scene.person("dave")))) {
            List<Fields> history = new ArrayList<>();
            scene.roomCalled(talk.roomId()).walk(reader, 50).forEach(each -> history.add(0, each));
            expect("history as " + reader.name() + " reads it", heard(history)).toBe(heard(talk.here()));
        }
    }

    @Clause("CLUSTER-FIFO-1")
    void keepsEachSendersOrderOnEveryNode() {
        List<String> inOrder =
                IntStream.range(0, EACH).mapToObj(i -> "text " + i).toList();

        for (String name : List.of("alice", "bob")) {
            String author = scene.person(name).id();
            for (List<Frame> each : List.of(talk().here(), talk().there())) {
                List<String> texts = each.stream()
                        .filter(frame -> frame.text("userId").equals(author))
                        .map(frame -> frame.text("content"))
                        .toList();
                expect("texts of " + name, texts).toBe(inOrder);
            }
        }
    }

    @Clause("CLUSTER-ONCE-1")
    void tellsNothingTwice() {
        List<Long> ids = talk().there().stream().map(each -> each.number("id")).toList();

        expect("different ids", ids.stream().distinct().count()).toBe((long) ids.size());
    }

    @Clause("CLUSTER-READ-1")
    void findsInHistoryElsewhereWhatWasHeardHere() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Person elsewhere = scene.elsewhere(scene.person("bob"));

        for (int i = 0; i < 20; i++) {
            long id = alice.posts("stored " + i).number("id");
            expect("newest message elsewhere", room.history(elsewhere).get(0).number("id"))
                    .toBe(id);
        }
    }

    @Clause("CLUSTER-ID-1")
    void raisesIdsOverAllNodes() {
        List<Long> ids = talk().here().stream().map(each -> each.number("id")).toList();

        expect("ids as heard", ids).toBe(ids.stream().sorted().distinct().toList());
    }

    @Clause("CLUSTER-SEQ-1")
    void countsOverAllNodesWithoutAHole() {
        List<Long> seqs =
                talk().there().stream().map(each -> each.number("seq")).toList();

        expect("seq as heard", seqs)
                .toBe(LongStream.rangeClosed(1, 2L * EACH).boxed().toList());
    }

    @Clause("CLUSTER-IDEM-1")
    void knowsARetryOnAnotherNode() {
        Room room = scene.room("alice");
        Person alice = scene.person("alice");
        long id = posts(alice, room, "once").number("id");

        Fields again = posts(scene.elsewhere(alice), room, "again");

        expect("id", again.number("id")).toBe(id);
        expect("content", again.text("content")).toBe("once");
    }

    private static Fields posts(Person person, Room room, String content) {
        return person.posts("/messages", "roomId", room.id(), "content", content, "clientMessageId", "cmsg_nodes-01")
                .is(200)
                .json()
                .object("message");
    }

    @Clause("CLUSTER-RESUME-1")
    void resumesOnAnotherNode() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        long seen = alice.posts("seen").number("seq");
        alice.posts("missed");

        Frame replay = room.enters(scene.elsewhere(scene.person("bob"))).resumesFrom(seen);

        List<String> texts = replay.objects("events").stream()
                .map(each -> each.object("payload").text("content"))
                .toList();
        expect("texts", texts).toBe(List.of("missed"));
    }

    @Clause("CLUSTER-PRES-1")
    void countsConnectionsOfAllNodes() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");

        Participant bob = room.enters(scene.elsewhere(scene.person("bob")));

        expect("subscriptionCount there", bob.greeted("subscription_succeeded").number("subscriptionCount"))
                .toBe(2L);
        alice.hears("presence of two", each -> each.is("presence") && each.number("online") == 2);
    }

    @Clause("CLUSTER-PRES-2")
    void tellsOfComingAndGoingOnAllNodes() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant there = room.enters(scene.elsewhere(scene.person("bob")));
        Participant here = room.enters("bob");
        alice.hearsOf("member_joined", here.id());
        alice.hears("presence of three", each -> each.is("presence") && each.number("online") == 3);

        there.leaves();

        List<String> types =
                alice.hearsBurst("presence of two", each -> each.is("presence") && each.number("online") == 2).stream()
                        .map(Frame::type)
                        .toList();
        expect("what alice hears", types).toBe("no farewell", each -> !each.contains("member_left"));
        here.leaves();
        alice.hearsOf("member_left", here.id());
    }

    @Clause("CLUSTER-TYPE-1")
    void tellsOfTypingOnAllNodes() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters(scene.elsewhere(scene.person("bob")));

        bob.says("typing", "isTyping", true);
        alice.hearsOf("typing", bob.id());
        alice.says("client_event", "eventName", "client-wave", "data", null);
        bob.hears("client_event");
    }

    @Clause("CLUSTER-CLOSE-1")
    void closesARemovedMembersConnectionsOnEveryNode() {
        Room room = scene.room("alice", "bob");
        room.enters("alice");
        Participant bob = room.enters(scene.elsewhere(scene.person("bob")));

        scene.admin().deletes("/rooms/" + room.id() + "/members/" + bob.id()).is(200);

        expect("close code", bob.isClosed().code()).toBe(Closed.TERMINATED);
    }
}
