package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.hooks.Delivery;
import ee.fluxychat.tck.hooks.Postbox;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Hook;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import ee.fluxychat.tck.target.Webhooks;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What webhooks hear, once and again, and of what they hear nothing. */
@Chapter("Deliveries")
final class DeliveryCases {

    private static final int AT_ONCE = 5;

    private final Scene scene;
    private final Webhooks webhooks;

    DeliveryCases(Scene scene) {
        this.scene = scene;
        this.webhooks = scene.webhooks();
    }

    @Clause("HOOK-SEND-1")
    void tellsWhatHappenedAndNothingElse() {
        Hook hook = webhooks.hook("message.created");
        Room room = scene.room("alice");

        Fields message = room.posts(scene.person("alice"), "tell them");
        Delivery delivery = hook.hears("message.created", room);

        Fields json = delivery.json();
        expect("method", delivery.method()).toBe("POST");
        expect("fields", json.names()).toBe(Set.of("type", "projectId", "payload", "createdAt"));
        expect("projectId", json.text("projectId")).toBe(scene.target().home().id(scene.transcript()));
        json.time("createdAt");
        Fields told = delivery.message();
        expect("id", told.number("id")).toBe(message.number("id"));
        expect("senderId", told.text("senderId")).toBe(scene.person("alice").id());
        expect("content", told.text("content")).toBe("tell them");
        expect("createdAt", told.time("createdAt")).toBe(message.time("createdAt"));
        expect("attachments", told.objects("attachments")).toBe(List.of());
    }

    @Clause("HOOK-SEND-2")
    void saysInHeadersWhatItIs() {
        Hook hook = webhooks.hook("message.created");
        Room room = scene.room("alice");
        Set<String> ids = new HashSet<>();

        for (String text : List.of("one", "two")) {
            room.posts(scene.person("alice"), text);
            Delivery delivery = hook.hears("message.created", room);

            expect("X-Fluxy-Event", delivery.header("X-Fluxy-Event").orElse("none"))
                    .toBe("message.created");
            expect("X-Fluxy-Project-Id", delivery.header("X-Fluxy-Project-Id").orElse("none"))
                    .toBe(delivery.json().text("projectId"));
            ids.add(delivery.id());
        }

        expect("number of delivery ids", ids.size()).toBe(2);
    }

    @Clause("HOOK-SIGN-1")
    void signsTheVeryBytes() {
        Hook hook = webhooks.hook("message.created");
        Room room = scene.room("alice");

        for (String text : AwkwardTexts.ALL) {
            room.posts(scene.person("alice"), text);
            Delivery delivery = hook.hears("message.created", room);

            expect("X-Fluxy-Signature", delivery.header("X-Fluxy-Signature").orElse("none"))
                    .toBe(delivery.signatureBy(hook.secret()));
        }
    }

    @Clause("HOOK-EVENT-1")
    void tellsOfMessagesHoweverTheyWereSaid() {
        Hook hook = webhooks.hook("message.created");
        Room room = scene.room("alice");
        Participant alice = room.enters("alice");

        long overRest = alice.postsByRest("over REST").number("id");
        expect("id", hook.hearsOf("over REST").message().number("id")).toBe(overRest);

        long overSocket = alice.posts("over a socket").number("id");
        expect("id", hook.hearsOf("over a socket").message().number("id")).toBe(overSocket);
    }

    @Clause("HOOK-EVENT-2")
    void tellsWhoNamedWhom() {
        Hook hook = webhooks.hook("mention");
        Room room = scene.room("alice", "bob");
        Person bob = scene.person("bob");

        Fields message = room.posts(scene.person("alice"), "look at this, @" + bob.id());
        Fields mention = hook.hears("mention", room).payload();

        expect("fromUserId", mention.text("fromUserId"))
                .toBe(scene.person("alice").id());
        expect("toUserIds", mention.texts("toUserIds")).toBe(List.of(bob.id()));
        expect("messageId", mention.number("messageId")).toBe(message.number("id"));
    }

    @Clause("HOOK-EVENT-3")
    void tellsWhoComesAndGoes() {
        Hook hook = webhooks.hook("room.occupied", "room.vacated", "member_joined", "member_left");
        Room room = scene.room("alice", "bob");

        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");
        bob.leaves();
        alice.hearsOf("member_left", bob.id());
        alice.leaves();

        expect(
                        "events of the room, sorted",
                        hook.hears(6, room).stream()
                                .map(DeliveryCases::inWords)
                                .sorted()
                                .toList())
                .toBe(Stream.of(
                                "member_joined " + alice.id(),
                                "member_joined " + bob.id(),
                                "member_left " + alice.id(),
                                "member_left " + bob.id(),
                                "room.occupied",
                                "room.vacated")
                        .sorted()
                        .toList());
    }

    private static String inWords(Delivery delivery) {
        String type = delivery.json().text("type");
        return type.startsWith("room.") ? type : type + " " + delivery.payload().text("userId");
    }

    @Clause("HOOK-EVENT-4")
    void tellsNothingThatWasNotAskedFor() {
        Hook hook = webhooks.hook("mention");
        Room room = scene.room("alice", "bob");
        room.enters("alice").posts("hello");

        long naming = room.posts(
                        scene.person("alice"), "@" + scene.person("bob").id())
                .number("id");

        List<Delivery> heard = hook.box()
                .hearsUpTo(
                        "the mention",
                        each -> each.is("mention") && each.payload().number("messageId") == naming);
        expect(
                        "types heard",
                        heard.stream()
                                .map(each -> each.json().text("type"))
                                .distinct()
                                .toList())
                .toBe(List.of("mention"));
    }

    @Clause("HOOK-STORED-1")
    void tellsOfWhatIsStoredAndOfNothingElse() {
        Hook hook = webhooks.hook("message.created");
        Room room = scene.room("alice");
        Person alice = scene.person("alice");
        String key = Participant.freshKey();

        alice.posts("/messages", "roomId", room.id(), "content", "   ").is(400);
        alice.posts("/messages", "roomId", room.id(), "content", "x".repeat(4_001))
                .is(400);
        scene.person("eve")
                .posts("/messages", "roomId", room.id(), "content", "let me in")
                .refuses(403);
        for (int i = 0; i < 2; i++) {
            alice.posts("/messages", "roomId", room.id(), "content", "  kept once  ", "clientMessageId", key)
                    .is(200);
        }

        expect(
                        "texts heard",
                        hook.hearsBeforeMarkerOf(alice, room).stream()
                                .map(each -> each.message().text("content"))
                                .toList())
                .toBe(List.of("kept once"));
    }

    @Clause("HOOK-WAIT-1")
    void waitsForNoReceiver() {
        Hook hook = webhooks.hook("message.created");
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");

        hook.box().holds();
        for (String text : List.of("first", "second", "third")) {
            alice.posts(text);
            bob.hearsText(text);
        }
        alice.postsByRest("fourth");
        bob.hearsText("fourth");

        hook.box().releases();
        hook.hearsOf("fourth");
    }

    @Clause("HOOK-ONCE-1")
    void tellsOfEachEventOnce() {
        Hook hook = webhooks.hook("message.created");
        Room room = scene.room("alice", "bob", "carol");
        List<Participant> people = List.of(room.enters("alice"), room.enters("bob"), room.enters("carol"));

        for (int i = 0; i < AT_ONCE; i++) {
            String text = "at once " + i;
            people.forEach(each -> each.mutters(text));
        }
        people.forEach(each -> each.postsByRest("at once over REST"));
        AtomicInteger said = new AtomicInteger();
        people.get(0)
                .hearsBurst(
                        "all that was said",
                        each -> each.is("message") && said.incrementAndGet() == (AT_ONCE + 1) * people.size());

        hook.hearsBeforeMarkerOf(scene.person("alice"), room);
        expect("deliveries that came again", hook.box().repeated()).toBe(List.of());
    }

    @Clause("HOOK-REPLAY-1")
    void tellsAgainOnRequest() {
        Person admin = scene.admin();
        Person alice = scene.person("alice");
        Room room = scene.room("alice");
        Hook hook = webhooks.hook("message.created");
        // twice, since some servers send the same twice at once
        hook.box().fails(2);
        room.posts(alice, "not taken");
        Delivery refused = hook.hearsOf("not taken");
        // until this one has come, the first may still be on its way
        room.posts(alice, "taken");
        hook.hearsOf("taken");

        Fields answer = admin.posts("/admin/webhooks/deliveries/" + refused.id() + "/replay")
                .is(200)
                .json();
        // some servers look for what is due whenever something new is
        room.posts(alice, "something new");
        Delivery again = hook.hearsOf("not taken");

        expect("ok", answer.flag("ok")).toBe(true);
        expect("deliveryId", answer.text("deliveryId")).toBe(refused.id());
        answer.time("replayScheduledAt");
        expect("delivery id of the second attempt", again.id()).toBe(refused.id());
        expect("body of the second attempt", again.text()).toBe(refused.text());
        admin.posts("/admin/webhooks/deliveries/" + scene.marker() + "/replay").refuses(404);
    }

    @Clause("HOOK-REDIRECT-1")
    void followsNoRedirect() {
        Hook hook = webhooks.hook("message.created");
        Postbox elsewhere = webhooks.postbox(scene.admin());
        Room room = scene.room("alice");

        hook.box().redirectsTo(elsewhere.url());
        for (String text : List.of("sent elsewhere", "taken")) {
            room.posts(scene.person("alice"), text);
            hook.hearsOf(text);
        }

        expect("deliveries at the other place", elsewhere.unread()).toBe(List.of());
    }
}
