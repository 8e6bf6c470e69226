package ee.fluxychat.tck.selftest;

import static ee.fluxychat.tck.selftest.Lie.about;

import ee.fluxychat.tck.selftest.World.Message;
import ee.fluxychat.tck.selftest.World.Room;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Lies about event streams. */
final class StreamLies {

    private static final String STREAM = "GET /rooms/[^/]+/stream";

    private StreamLies() {}

    static List<Lie> all() {
        List<Lie> all = new ArrayList<>(opening());
        all.addAll(telling());
        return all;
    }

    private static List<Lie> opening() {
        return List.of(
                about(
                        "SSE-OPEN-1",
                        "lets proxies keep the events of a stream back",
                        () -> Lie.answering(STREAM, truth -> truth.without("X-Accel-Buffering"))),
                about("SSE-COLD-1", "opens no stream of a room that never had a socket", () -> new Rules() {
                    @Override
                    Optional<Room> streamed(World world, Caller caller, String id) {
                        return super.streamed(world, caller, id).filter(room -> room.isAwake);
                    }
                }),
                about("SSE-ACCEPT-1", "tells events to whoever asks for anything", () -> new Rules() {
                    @Override
                    boolean acceptsEvents(String accept) {
                        return true;
                    }
                }),
                about("SSE-ACCESS-1", "opens the stream of every room to every user of the project", () -> new Rules() {
                    @Override
                    Optional<Room> streamed(World world, Caller caller, String id) {
                        return Optional.ofNullable(caller.project().rooms.get(id));
                    }
                }),
                about("SSE-MEMBER-1", "takes nobody who listens to a stream for a member", () -> new Rules() {
                    @Override
                    boolean joinsByStream(Caller caller) {
                        return false;
                    }
                }),
                about("SSE-CLOSE-1", "ends no stream, though it says no more there", () -> new Rules() {
                    @Override
                    boolean endsStreams() {
                        return false;
                    }

                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        boolean isRemoved = hearer.isStream()
                                && !hearer.caller.isAdmin()
                                && !hearer.room.members.containsKey(hearer.caller.user());
                        return isRemoved ? List.of() : List.of(frame);
                    }
                }));
    }

    private static List<Lie> telling() {
        return List.of(
                about("SSE-HIST-1", "begins a stream with the newest message first", () -> new Rules() {
                    @Override
                    List<Message> streamHistory(Room room) {
                        List<Message> turned = new ArrayList<>(super.streamHistory(room));
                        Collections.reverse(turned);
                        return turned;
                    }
                }),
                about("SSE-HIST-1", "tells a stream of the room before it tells its history", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        Stream<JsonObject> early =
                                hearer.isStream() && Texts.type(frame).equals("history")
                                        ? Texts.objects(frame, "messages").stream()
                                                .filter(each -> Texts.says(each, "message 51"))
                                        : Stream.empty();
                        return Stream.concat(early.map(each -> Texts.with(each, "type", "message")), Stream.of(frame))
                                .toList();
                    }
                }),
                about("SSE-LIVE-1", "gives each event of typing a name", () -> new Rules() {
                    @Override
                    String event(String frame) {
                        return (frame.contains("\"typing\"") ? "event: typing\n" : "") + super.event(frame);
                    }
                }),
                about("SSE-TEXT-1", "parts lines where Unicode does", () -> new Rules() {
                    @Override
                    String event(String frame) {
                        return super.event(frame.replace("\u2028", "\ndata: "));
                    }
                }),
                about(
                        "SSE-ORDER-1",
                        "tells a stream the messages of a busy room out of turn",
                        () -> Lie.swapping((hearer, message) -> hearer.isStream()
                                && Texts.text(message, "content").orElse("").equals("said in turn 7"))),
                about("SSE-PRES-1", "counts listeners of streams as people who are there", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        return List.of(
                                Texts.type(frame).equals("presence")
                                        ? Texts.with(
                                                frame, "online", frame.getInt("online") + hearer.room.streams.size())
                                        : frame);
                    }
                }),
                about("SSE-GAP-1", "loses the first message after the history of a stream", () -> new Rules() {
                    private final Set<Peer> served = ConcurrentHashMap.newKeySet();

                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        boolean isAtRisk = hearer.isStream()
                                && Texts.text(frame, "content").orElse("").startsWith("meanwhile");
                        return isAtRisk && served.add(hearer) ? List.of() : List.of(frame);
                    }
                }),
                about("SSE-ID-1", "tells events without ids", () -> new Rules() {
                    @Override
                    String event(String frame) {
                        return "data: " + frame + "\n\n";
                    }
                }),
                about("SSE-ID-2", "forgets what who comes back to a stream has missed", () -> new Rules() {
                    @Override
                    List<JsonObject> missed(Room room, String lastEventId) {
                        return List.of();
                    }
                }));
    }
}
