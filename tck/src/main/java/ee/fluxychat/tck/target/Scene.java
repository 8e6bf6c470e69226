package ee.fluxychat.tck.target;

import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Http;
import ee.fluxychat.tck.client.HttpCall;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.client.RawSocket;
import ee.fluxychat.tck.client.Transcript;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One case's own corner of the target: its people, its rooms, what was said. Closing it ends every connection. For one thread. */
public final class Scene implements AutoCloseable {

    private static final List<String> MEMBER = List.of("member");

    // long enough to connect with, whatever the machine is doing
    private static final int SHORT_LIFE_SECONDS = 5;

    /** More than the protocol allows in a minute. */
    private static final int BURST = 62;

    private final Target target;
    private final Transcript transcript;
    private final List<Participant> present = new ArrayList<>();
    private final List<RawSocket> sockets = new ArrayList<>();
    private final AtomicInteger names = new AtomicInteger();
    private final Webhooks webhooks = new Webhooks(this);

    /** The scene of the case of this name. */
    public Scene(Target target, String caseName) {
        this.target = target;
        this.transcript = new Transcript(target.onlooker().during(caseName));
    }

    /** The server under judgement. */
    public Target target() {
        return target;
    }

    /** What went over the wire. */
    public Transcript transcript() {
        return transcript;
    }

    // --- people

    /** A user of the home project with the role member. */
    public Person person(String name) {
        return target.home().person(name, MEMBER, transcript);
    }

    /** An admin of the home project, a member of no room. */
    public Person admin() {
        return ruler(target.home(), "admin");
    }

    /** An owner of the home project, a member of no room. */
    public Person owner() {
        return ruler(target.home(), "owner");
    }

    private Person ruler(Project project, String role) {
        try {
            return project.person(role, List.of(role), transcript);
        } catch (ProvisioningFailed refused) {
            throw new Skipped("needs a key that mints " + role + " tokens");
        }
    }

    /** A user of the home project with the role mod only. */
    public Person mod() {
        return target.home().person("mod", List.of("mod"), transcript);
    }

    /** A user of the home project with the role guest only. */
    public Person guest(String name) {
        return target.home().person(name, List.of("guest"), transcript);
    }

    /** A user of the second project, with the same user id as the namesake in the home project. */
    public Person foreigner(String name) {
        return target.other().person(name, MEMBER, transcript);
    }

    /** An admin of the second project. */
    public Person foreignAdmin() {
        return ruler(target.other(), "admin");
    }

    /** A user of the home project whose token ends within seconds, or within a minute where the kit may not sign one. */
    public Person shortLived(String name) {
        Person user = person(name);
        return bearing(target.home().shortLived(user, SHORT_LIFE_SECONDS, transcript), user);
    }

    /** The same user, going to another node of the service. */
    public Person elsewhere(Person user) {
        return new Person(user.name(), user.id(), user.token(), target.otherNode(), transcript);
    }

    /** The same user with another token. */
    public Person bearing(String token, Person user) {
        return new Person(user.name(), user.id(), token, user.http(), transcript);
    }

    // --- rooms

    /** A new group room; the first of the cast creates it. */
    public Room room(String... cast) {
        return roomOfType("group", cast);
    }

    /** A new room of this type; the first of the cast creates it. */
    public Room roomOfType(String type, String... cast) {
        String id = target.freshName("r");
        return room(id, id, type, cast);
    }

    /** A new group room of this name, which is usually its id. */
    public Room roomNamed(String name, String... cast) {
        return room(target.freshName("r"), name, "group", cast);
    }

    private Room room(String id, String name, String type, String... cast) {
        List<JsonObject> members = Arrays.stream(cast)
                .skip(1)
                .map(each -> Json.object("userId", person(each).id(), "role", "member"))
                .toList();
        person(cast[0])
                .posts("/rooms", "id", id, "name", name, "type", type, "members", members)
                .is(200);
        target.atTheEnd(() -> target.home()
                .person("admin", List.of("admin"), new Transcript())
                .deletes("/rooms/" + id)
                .is(200, 404));
        return new Room(this, id);
    }

    /** The room of this id. */
    public Room roomCalled(String id) {
        return new Room(this, id);
    }

    /** Of the second project: a new group room, created by this person. */
    public Room foreignRoom(String id, Person creator) {
        creator.posts("/rooms", "id", id, "name", id, "type", "group", "members", List.of())
                .is(200);
        return new Room(this, id);
    }

    /** Whether the target refuses who says more than a person would; found out by a burst unless it was told. */
    public boolean hasRateLimits() {
        return switch (target.rateLimits()) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> target.once("rate limits", this::isBurstRefused);
        };
    }

    private boolean isBurstRefused() {
        String name = "burster" + target.freshName("");
        Participant talker = room(name).enters(name);
        for (int i = 0; i < BURST; i++) {
            talker.mutters("burst " + i);
        }
        return talker.hearsBurst("the answer to a burst", each -> each.is("error") || isLastOfBurst(each)).stream()
                .anyMatch(each -> each.is("error"));
    }

    private static boolean isLastOfBurst(Frame frame) {
        return frame.is("message") && frame.text("content").equals("burst " + (BURST - 1));
    }

    /** A text that no other message of the run has. */
    public String marker() {
        return target.freshName("marker-");
    }

    /** What tells the kit of events outside of rooms. */
    public Webhooks webhooks() {
        return webhooks;
    }

    // --- without a person

    /** A call without a token. */
    public HttpCall anonymous(String method, String path) {
        return target.http().call(transcript, "nobody", method, path);
    }

    /** A connection to speak over byte by byte. */
    public RawSocket rawSocket(String who) {
        RawSocket socket = RawSocket.connect(target.http(), transcript, who);
        sockets.add(socket);
        return socket;
    }

    /** The way to the target. */
    public Http http() {
        return target.http();
    }

    // --- end

    String connectionName(Person person) {
        boolean again = present.stream().anyMatch(each -> each.person().name().equals(person.name()));
        return again ? person.name() + "#" + names.incrementAndGet() : person.name();
    }

    Participant present(Participant newcomer) {
        present.add(newcomer);
        return newcomer;
    }

    /** Fails when a connection was closed by the server that the story did not expect to be. */
    public void requireOpenConnections() {
        present.forEach(Participant::requireNotClosed);
    }

    @Override
    public void close() {
        present.forEach(Participant::leaves);
        sockets.forEach(RawSocket::close);
        webhooks.end();
    }
}
