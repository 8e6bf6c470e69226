package ee.fluxychat.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.wire.Json;
import jakarta.json.JsonObject;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is killed while it acknowledges messages. What it acknowledged is there when it comes back: all of it, once, where it was. */
class CrashIT {

    private static final int CRASHES = 10;
    private static final int TALKERS = 4;
    private static final int PIPELINED = 500;

    /** Acknowledgements before the kill: some hundred groups have been committed, some thousand messages are still on their way. */
    private static final int ACKNOWLEDGED = 300;

    private final Map<String, Stored> acknowledged = new ConcurrentHashMap<>();

    private final Queue<String> contradictions = new ConcurrentLinkedQueue<>();

    @TempDir
    Path data;

    /** Where an acknowledged message was put. */
    private record Stored(long seq, long id, String content) {
        static Stored of(JsonObject message) {
            return new Stored(
                    message.getJsonNumber("seq").longValue(),
                    message.getJsonNumber("id").longValue(),
                    message.getString("content"));
        }
    }

    @Test
    void losesDoublesAndReordersNothingThatWasAcknowledged() throws Exception {
        for (int crash = 0; crash < CRASHES; crash++) {
            try (ServerProcess server = ServerProcess.start(data, ServerProcess.UNLIMITED)) {
                requireEverything(server);
                talkUntilKilled(server, crash);
            }
        }
        try (ServerProcess server = ServerProcess.start(data, ServerProcess.UNLIMITED)) {
            requireEverything(server);
        }
        assertThat(contradictions).isEmpty();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(CRASHES * ACKNOWLEDGED);
    }

    private void talkUntilKilled(ServerProcess server, int crash) throws Exception {
        CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED);
        String key = Judgement.demoKey(data);
        List<WebSocket> sockets = new ArrayList<>();
        for (int talker = 0; talker < TALKERS; talker++) {
            String user = "talker-" + talker;
            Client client = Client.of(server.url(), key, user, "admin");
            client.post("/rooms", "{\"id\":\"crash-room\",\"name\":\"Crash\",\"type\":\"group\"}")
                    .join();
            sockets.add(client.connect("crash-room", frame -> {
                if (frame.getString("type").equals("message")
                        && frame.getString("userId").equals(user)) {
                    acknowledge(frame, enough);
                }
            }));
            for (int i = 0; i < PIPELINED / 10; i++) {
                String id = "rest-" + crash + "-" + talker + "-" + i;
                var unused = client.post("/messages", message(id, "\"roomId\":\"crash-room\","))
                        .thenAccept(answer -> acknowledge(answer.getJsonObject("message"), enough));
            }
        }
        for (int i = 0; i < PIPELINED; i++) {
            for (int talker = 0; talker < TALKERS; talker++) {
                String id = "sock-" + crash + "-" + talker + "-" + i;
                sockets.get(talker)
                        .sendText(message(id, "\"type\":\"message\","), true)
                        .join();
            }
            if (enough.getCount() == 0) {
                break;
            }
        }
        assertThat(enough.await(60, TimeUnit.SECONDS)).as("acknowledgements").isTrue();
        server.kill();
        sockets.forEach(WebSocket::abort);
    }

    private static String message(String id, String head) {
        return "{" + head + "\"clientMessageId\":\"" + id + "\",\"content\":\"text of " + id + "\"}";
    }

    /** What was posted by request is told twice, as its answer and as a frame: both must say the same. */
    private void acknowledge(JsonObject message, CountDownLatch enough) {
        Stored told = Stored.of(message);
        Stored before = acknowledged.putIfAbsent(message.getString("clientMessageId"), told);
        if (before == null) {
            enough.countDown();
        } else if (!before.equals(told)) {
            contradictions.add(before + " and " + told);
        }
    }

    /** Resumes from the beginning and compares with what was acknowledged. */
    private void requireEverything(ServerProcess server) throws Exception {
        if (acknowledged.isEmpty()) {
            return;
        }
        List<JsonObject> events = resume(server);
        assertThat(events.stream().map(event -> event.getJsonNumber("seq").longValue()))
                .as("every seq once, in order")
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        Map<String, Stored> found = new HashMap<>();
        for (JsonObject event : events) {
            JsonObject payload = event.getJsonObject("payload");
            Stored twin = found.put(
                    payload.getString("clientMessageId"),
                    new Stored(
                            event.getJsonNumber("seq").longValue(),
                            payload.getJsonNumber("id").longValue(),
                            payload.getString("content")));
            assertThat(twin).as("stored once").isNull();
        }
        assertThat(found).as("everything acknowledged, where it was").containsAllEntriesOf(acknowledged);
    }

    private List<JsonObject> resume(ServerProcess server) throws Exception {
        BlockingQueue<JsonObject> replays = new ArrayBlockingQueue<>(1);
        Client reader = Client.of(server.url(), Judgement.demoKey(data), "reader", "admin");
        WebSocket socket = reader.connect("crash-room", frame -> {
            if (frame.getString("type").equals("replay")) {
                replays.add(frame);
            }
        });
        List<JsonObject> events = new ArrayList<>();
        boolean hasMore = true;
        for (long lastSeq = 0; hasMore; lastSeq = events.size()) {
            long from = lastSeq;
            socket.sendText(Json.object(json -> json.write("type", "resume").write("lastSeq", from)), true)
                    .join();
            JsonObject replay = replays.poll(60, TimeUnit.SECONDS);
            assertThat(replay).as("answer to resume").isNotNull();
            assertThat(replay.getBoolean("recovered")).isTrue();
            events.addAll(replay.getJsonArray("events").getValuesAs(JsonObject.class));
            hasMore = replay.getBoolean("hasMore");
        }
        socket.abort();
        return events;
    }
}
