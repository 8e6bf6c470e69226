package ee.fluxychat.tck.selftest;

import static ee.fluxychat.tck.selftest.Lie.about;
import static ee.fluxychat.tck.selftest.Lie.overtaking;
import static ee.fluxychat.tck.selftest.Lie.swapping;
import static ee.fluxychat.tck.selftest.Lie.telling;

import ee.fluxychat.tck.selftest.World.Message;
import ee.fluxychat.tck.selftest.World.Room;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Lies of a server that forgets in a crash, and of one whose nodes do not know enough of each other. */
final class CrashLies {

    private CrashLies() {}

    static List<Lie> all() {
        List<Lie> all = new ArrayList<>(crashes());
        all.addAll(nodes());
        return all;
    }

    /** Does something to the room of the crash while nobody can see it. */
    private static Rules crashing(BiConsumer<World, Room> harm) {
        return new Rules() {
            @Override
            void crashed(World world) {
                crashedRoom(world).ifPresent(room -> harm.accept(world, room));
            }
        };
    }

    private static Optional<Room> crashedRoom(World world) {
        return world.projects().stream()
                .flatMap(project -> project.rooms.values().stream())
                .filter(room -> room.events.size() > 20)
                .reduce((earlier, later) -> later);
    }

    private static void forget(Room room, Predicate<Message> which) {
        List<Message> all = new ArrayList<>(room.messages);
        Collections.reverse(all);
        all.stream().filter(which).findFirst().ifPresent(room.messages::remove);
    }

    private static List<Lie> crashes() {
        return List.of(
                about("DUR-START-1", "is well only once after a crash", () -> new Rules() {
                    private final AtomicInteger asked = new AtomicInteger(-1);

                    @Override
                    void crashed(World world) {
                        asked.set(0);
                    }

                    @Override
                    Reply answer(Request request, Reply truth) {
                        boolean isHealth = request.line().equals("GET /health") && asked.get() >= 0;
                        return isHealth && asked.incrementAndGet() > 1 ? Lie.error(503, "not well") : truth;
                    }
                }),
                about(
                        "DUR-ACK-1",
                        "forgets a message of a socket",
                        () -> crashing((world, room) -> forget(room, each -> each.content.equals("socket 5")))),
                about(
                        "DUR-ACK-2",
                        "forgets a post",
                        () -> crashing((world, room) -> forget(room, each -> each.content.equals("rest 0")))),
                about(
                        "DUR-ACK-3",
                        "forgets a message that all have heard",
                        () -> crashing((world, room) -> forget(room, each -> each.content.equals("socket 3")))),
                about(
                        "DUR-ONCE-1",
                        "stores the newest message again when it starts",
                        () -> crashing((world, room) -> {
                            Message newest = room.messages.get(room.messages.size() - 1);
                            room.messages.add(new Message(
                                    room,
                                    world.nextMessageId(),
                                    newest.author,
                                    newest.content,
                                    newest.key,
                                    null,
                                    newest.attachments,
                                    newest.mentions,
                                    newest.seq));
                        })),
                about(
                        "DUR-ORDER-1",
                        "mixes two messages up when it starts",
                        () -> crashing((world, room) -> Collections.swap(room.messages, 6, 7))),
                about(
                        "DUR-TORN-1",
                        "keeps half of the newest message",
                        () -> crashing((world, room) -> {
                            Message newest = room.messages.get(room.messages.size() - 1);
                            newest.content = newest.content.substring(0, newest.content.length() / 2);
                        })),
                about(
                        "DUR-CHANGE-1",
                        "forgets reactions",
                        () -> crashing((world, room) -> room.messages.forEach(each -> each.reactions.clear()))),
                about("DUR-ID-1", "gives ids anew", () -> crashing((world, room) -> world.countFrom(0))),
                about("DUR-SEQ-1", "loses an event", () -> crashing((world, room) -> room.events.remove(10))),
                about("DUR-IDEM-1", "forgets what was a retry", () -> crashing((world, room) -> room.byKey.clear())),
                about(
                        "DUR-IDEM-2",
                        "forgets one key",
                        () -> crashing(
                                (world, room) -> room.byKey.keySet().removeIf(each -> each.endsWith("cmsg_crash-s5")))),
                about("DUR-RESUME-1", "resumes later than it was asked to", () -> new Rules() {
                    @Override
                    List<JsonObject> events(Room room, long after, int most) {
                        return super.events(room, after == 3 ? 4 : after, most);
                    }
                }),
                about(
                        "DUR-ROOM-1",
                        "forgets a member",
                        () -> crashing(
                                (world, room) -> room.members.keySet().removeIf(each -> each.endsWith("_carol")))),
                about("DUR-TOKEN-1", "does not know its own tokens any more", () -> new Rules() {
                    private volatile boolean isBack;

                    @Override
                    void crashed(World world) {
                        isBack = true;
                    }

                    @Override
                    Reply answer(Request request, Reply truth) {
                        boolean isPlain = request.path().equals("/api/messages")
                                && request.query().size() == 1;
                        return isBack && isPlain ? Reply.text(401, "Unauthorized") : truth;
                    }
                }),
                about("DUR-PRES-1", "thinks that all are still there", () -> new Rules() {
                    private volatile boolean crashed;

                    @Override
                    void crashed(World world) {
                        crashed = true;
                    }

                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        boolean isBack = crashed;
                        return List.of(
                                isBack && Texts.type(frame).equals("presence")
                                        ? Texts.with(frame, "users", List.copyOf(hearer.room.members.keySet()))
                                        : frame);
                    }
                }));
    }

    /** Whether the two came to different nodes. */
    private static boolean isElsewhere(Peer hearer, String user) {
        return hearer.room.peers.stream()
                .filter(each -> each.caller.user().equals(user))
                .noneMatch(each -> host(each.handshake).equals(host(hearer.handshake)));
    }

    private static String host(Request request) {
        return request.header("host").orElse("");
    }

    /** Whether somebody came to the same node as the first of the room. */
    private static boolean isFirst(Peer hearer) {
        return hearer.room.peers.isEmpty()
                || host(hearer.room.peers.get(0).handshake).equals(host(hearer.handshake));
    }

    /** Changes what peers hear who came to another node than the first of the room. */
    private abstract static class Elsewhere extends Rules {

        @Override
        List<JsonObject> told(Peer hearer, JsonObject frame) {
            return isFirst(hearer) ? List.of(frame) : toldElsewhere(hearer, frame);
        }

        abstract List<JsonObject> toldElsewhere(Peer hearer, JsonObject frame);
    }

    private static Rules silentElsewhere(String type) {
        return new Rules() {
            @Override
            List<JsonObject> told(Peer hearer, JsonObject frame) {
                boolean isLost = Texts.type(frame).equals(type)
                        && isElsewhere(hearer, Texts.text(frame, "userId").orElse(""));
                return isLost ? List.of() : List.of(frame);
            }
        };
    }

    private static List<Lie> nodes() {
        return List.of(
                about("CLUSTER-HEAR-1", "loses on one node what is posted on the other", () -> new Elsewhere() {
                    @Override
                    List<JsonObject> toldElsewhere(Peer hearer, JsonObject frame) {
                        return Texts.type(frame).equals("message") && Texts.says(frame, "from here")
                                ? List.of()
                                : List.of(frame);
                    }
                }),
                about(
                        "CLUSTER-ORDER-1",
                        "tells two messages in another order on another node",
                        () -> swapping((hearer, message) -> Texts.type(message).equals("message")
                                && Texts.says(message, "text 7")
                                && !isFirst(hearer))),
                about("CLUSTER-ORDER-2", "keeps another order in another node's history", () -> new Rules() {
                    private String first = "";

                    @Override
                    Reply answer(Request request, Reply truth) {
                        first = first.isEmpty() ? host(request) : first;
                        boolean isPage = request.path().equals("/api/messages")
                                && truth.body().contains("\"text 9\"");
                        if (!isPage || host(request).equals(first)) {
                            return truth;
                        }
                        List<JsonObject> messages = new ArrayList<>(Texts.objects(truth.object(), "messages"));
                        Collections.swap(messages, 1, 2);
                        return truth.saying(Texts.with(truth.object(), "messages", messages));
                    }
                }),
                about(
                        "CLUSTER-FIFO-1",
                        "handles one sender's frames out of order",
                        () -> overtaking((speaker, text) -> text.contains("\"text 2\""))),
                about("CLUSTER-ONCE-1", "tells twice what came from another node", () -> new Elsewhere() {
                    @Override
                    List<JsonObject> toldElsewhere(Peer hearer, JsonObject frame) {
                        return Texts.type(frame).equals("message") && Texts.says(frame, "text 3")
                                ? List.of(frame, frame)
                                : List.of(frame);
                    }
                }),
                about("CLUSTER-READ-1", "lets another node's history lag behind", () -> new Rules() {
                    private String first = "";

                    @Override
                    Reply answer(Request request, Reply truth) {
                        first = first.isEmpty() ? host(request) : first;
                        List<JsonObject> messages = Texts.objects(truth.object(), "messages");
                        boolean isLate =
                                !host(request).equals(first) && truth.body().contains("\"stored 5\"");
                        return isLate
                                ? truth.saying(
                                        Texts.with(truth.object(), "messages", messages.subList(1, messages.size())))
                                : truth;
                    }
                }),
                about("CLUSTER-ID-1", "gives ids that fall", () -> new Rules() {
                    private final AtomicLong next = new AtomicLong(1L << 40);

                    @Override
                    long messageId(World world, JsonObject frame) {
                        return Texts.text(frame, "content").orElse("").startsWith("text")
                                ? next.decrementAndGet()
                                : super.messageId(world, frame);
                    }
                }),
                about(
                        "CLUSTER-SEQ-1",
                        "leaves a hole in its numbers",
                        () -> telling(
                                "message",
                                f -> Texts.text(f, "content").orElse("").startsWith("text") && f.getInt("seq") > 20
                                        ? Texts.with(f, "seq", f.getInt("seq") + 1)
                                        : f)),
                about("CLUSTER-IDEM-1", "knows retries on the same node only", () -> new Rules() {
                    @Override
                    Optional<Message> stored(Room room, String scope) {
                        return Optional.empty();
                    }
                }),
                about("CLUSTER-RESUME-1", "knows nothing on another node of what was missed", () -> new Rules() {
                    @Override
                    List<JsonObject> events(Room room, long after, int most) {
                        return List.of();
                    }
                }),
                about("CLUSTER-PRES-1", "counts the connections of one node", () -> new Elsewhere() {
                    @Override
                    List<JsonObject> toldElsewhere(Peer hearer, JsonObject frame) {
                        return List.of(
                                Texts.type(frame).equals("subscription_succeeded")
                                        ? Texts.with(frame, "subscriptionCount", 1)
                                        : frame);
                    }
                }),
                about("CLUSTER-PRES-2", "says farewell to who is still on another node", () -> new Rules() {
                    @Override
                    boolean hasLeft(Room room, String user) {
                        return true;
                    }
                }),
                about("CLUSTER-TYPE-1", "tells of typing on one node only", () -> silentElsewhere("typing")),
                about("CLUSTER-CLOSE-1", "closes connections on no other node", () -> new Rules() {
                    @Override
                    boolean closesRevoked() {
                        return false;
                    }
                }));
    }
}
