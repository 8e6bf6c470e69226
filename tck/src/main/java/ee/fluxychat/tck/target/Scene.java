package ee.fluxychat.tck.target;

import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Http;
import ee.fluxychat.tck.client.HttpCall;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.client.RawSocket;
import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.client.Witness;
import ee.fluxychat.tck.history.HistoryEvent;
import ee.fluxychat.tck.report.Closing;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One case's own corner of the target: its people, its rooms, what was said. Closing it ends every connection. For one thread. */
public final class Scene implements AutoCloseable {

    private static final List<String> MEMBER = List.of("member");

    // long enough to connect with, whatever the machine is doing
    private static final int SHORT_LIFE_SECONDS = 5;

    /** Who finds out whether the target limits what is said. */
    private static final String BURSTER = "burster";

    private static final int BURST = RateLimits.moreThanTwoWindows(RateLimits.MESSAGES_PER_MINUTE);

    private List<HistoryEvent> recordedElsewhere = List.of();
    private final Set<String> seenIn = new LinkedHashSet<>();
    private final Target target;
    private final Transport transport;
    private final String caseName;
    private final Transcript transcript;
    private final Retold wire;
    private final List<Participant> present = new ArrayList<>();
    private final List<RawSocket> sockets = new ArrayList<>();
    private final Set<String> awake = new HashSet<>();
    private final AtomicInteger names = new AtomicInteger();
    private final Webhooks webhooks = new Webhooks(this);

    /** The scene of the case of this name, whose people hear over this transport. */
    public Scene(Target target, String caseName, Transport transport) {
        this(target, caseName, transport, target.witness(caseName));
    }

    /** The scene of this name, of which this witness sees what the target says. */
    Scene(Target target, String caseName, Transport transport, Witness witness) {
        this.target = target;
        this.transport = transport;
        this.caseName = caseName;
        this.transcript = new Transcript(witness);
        this.wire = new Retold(transcript);
    }

    /** The server under judgement. */
    public Target target() {
        return target;
    }

    /** How the people of this case hear, unless the story says otherwise. */
    public Transport transport() {
        return transport;
    }

    /** What went over the wire. */
    public Transcript transcript() {
        return transcript;
    }

    /** What went over the wire, that of the stories which the case shares with others included. */
    public List<Transcript.Line> wire() {
        return wire.lines();
    }

    /** What this case finds wrong was seen in the case of that name, or by who listens all along; his wire and his recording are shown with it. */
    public void retells(String otherCase) {
        seenIn.add(otherCase);
        target.longListener()
                .filter(each -> otherCase.equals(LongListener.PLACE))
                .ifPresent(each -> {
                    wire.add(each.story());
                    recordedElsewhere = each.recording();
                });
    }

    /** What was sent and heard of messages, by this case or by whom it retells. */
    public List<HistoryEvent> recording() {
        return recordedElsewhere.isEmpty() ? transcript.history().events() : recordedElsewhere;
    }

    /** The names of the other cases in which it was seen what this one finds wrong. */
    public Set<String> seenIn() {
        return seenIn;
    }

    /** The number of the line of {@link #wire} that the case came to last, 0 when there is none. */
    public int lastRead() {
        return wire.lastRead();
    }

    /**
     * A story that takes long and serves several cases: played by the first that asks. All others share its outcome, a failure too, and what
     * went over the wire. Of its rooms they keep the ids: whoever enters one afterwards does so in a scene of his own.
     */
    @SuppressWarnings("unchecked") // one name, one supplier
    public <T> T once(String what, Supplier<T> story) {
        boolean[] isFirst = {false};
        Outcome outcome = target.outcome(what, () -> {
            isFirst[0] = true;
            return Outcome.of(story)
                    .told(new Retold.Story(
                            what + ", played once for several cases, first for " + caseName,
                            transcript.lines(),
                            transcript.lastRead()));
        });
        if (!isFirst[0]) {
            outcome.story().ifPresent(wire::add);
        }
        return (T) outcome.get();
    }

    // --- people

    /** A user of the home project with the role member. */
    public Person person(String name) {
        return target.home().person(name, MEMBER, transcript);
    }

    /** The user ids of a cast of the home project, sorted. */
    public List<String> ids(String... cast) {
        return Arrays.stream(cast).map(each -> person(each).id()).sorted().toList();
    }

    /** An admin of the home project, a member of no room. */
    public Person admin() {
        return target.home().holder("admin", "admin", transcript);
    }

    /** An owner of the home project, a member of no room. */
    public Person owner() {
        return target.home().holder("owner", "owner", transcript);
    }

    /** A user of the home project with the role mod only. */
    public Person mod() {
        return target.home().holder("mod", "mod", transcript);
    }

    /** A user of the home project with the role guest only. */
    public Person guest(String name) {
        return target.home().holder(name, "guest", transcript);
    }

    /** A user of the second project, with the same user id as the namesake in the home project. */
    public Person foreigner(String name) {
        String user = target.home().userId(name);
        try {
            return target.other().namesake(name, user, MEMBER, transcript);
        } catch (ProvisioningFailed refused) {
            throw new Skipped("needs a key of the second project that mints tokens for " + user);
        }
    }

    /** An admin of the second project. */
    public Person foreignAdmin() {
        return target.other().holder("admin", "admin", transcript);
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
        return room(id, type, cast);
    }

    private Room room(String id, String type, String... cast) {
        List<JsonObject> members = Arrays.stream(cast)
                .skip(1)
                .map(each -> Json.object("userId", person(each).id(), "role", "member"))
                .toList();
        person(cast[0])
                .posts("/rooms", "id", id, "name", id, "type", type, "members", members)
                .is(200);
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
        String name = BURSTER + target.freshName("");
        Participant talker = room(name).entersOver(Transport.WS, person(name));
        for (int i = 0; i < BURST; i++) {
            talker.mutters("burst " + i);
        }
        return talker.hearsBurst("the answer to a burst", each -> each.is("error") || isLastOfBurst(each)).stream()
                .anyMatch(each -> each.is("error"));
    }

    /** Whether this is who finds out by a burst if there are rate limits: what he hears depends on how fast the target and the line are. */
    public static boolean isBurster(String who) {
        return who.startsWith(BURSTER);
    }

    private static boolean isLastOfBurst(Frame frame) {
        return frame.is("message") && frame.text("content").equals("burst " + (BURST - 1));
    }

    /** Demands that the target offers event streams; found out once for a run. */
    public void requireStreams() {
        target.once("event streams", this::findStreams);
    }

    private Boolean findStreams() {
        Room room = room("streamer");
        wake(room, person("streamer"));
        int status = person("streamer")
                .call("GET", "/rooms/" + room.id() + "/stream")
                .knocks()
                .status();
        if (status == 404) {
            throw new Skipped("the target offers no event stream: GET /rooms/{id}/stream answered 404");
        }
        return true;
    }

    /**
     * Opens a socket to a room, so that a server whose streams need one first (SSE-COLD-1 judges that) is judged here by what this case is
     * about.
     */
    public void wake(Room room, Person visitor) {
        if (awake(room, visitor)) {
            Participant.enter(visitor, room.id(), visitor.name() + "'s socket", Transport.WS)
                    .leaves();
        }
    }

    /** Notes that a socket was opened to a room; whether it was the first. */
    boolean awake(Room room, Person visitor) {
        return awake.add(visitor.project() + "/" + room.id());
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

    /** How its connections stand: the second verdict. To be asked before the scene is closed, which closes them all. */
    public Closing closing() {
        List<RawSocket> upgraded =
                sockets.stream().filter(RawSocket::isUpgraded).toList();
        if (present.isEmpty() && upgraded.isEmpty()) {
            return Closing.none();
        }
        boolean isUnclean = present.stream().anyMatch(Participant::isClosedUncleanly)
                || upgraded.stream().anyMatch(RawSocket::isClosedUncleanly);
        List<String> seen = Stream.concat(
                        present.stream().map(Participant::endingInWords),
                        upgraded.stream().map(RawSocket::endingInWords))
                .toList();
        return new Closing(isUnclean ? Closing.Kind.UNCLEAN : Closing.Kind.CLEAN, seen);
    }

    @Override
    public void close() {
        present.forEach(Participant::leaves);
        sockets.forEach(RawSocket::close);
        webhooks.end();
    }
}
