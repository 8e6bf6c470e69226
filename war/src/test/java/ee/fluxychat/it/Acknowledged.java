package ee.fluxychat.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.wire.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** All messages of one room that were acknowledged, each by its client id, to be found again where they were put. Thread-safe. */
final class Acknowledged {

    private final String room;
    private final Map<String, Stored> all = new ConcurrentHashMap<>();
    private final Queue<String> contradictions = new ConcurrentLinkedQueue<>();

    /** Where a message was put. */
    private record Stored(long seq, long id, String content) {
        static Stored of(JsonObject message) {
            return new Stored(
                    message.getJsonNumber("seq").longValue(),
                    message.getJsonNumber("id").longValue(),
                    message.getString("content"));
        }
    }

    Acknowledged(String room) {
        this.room = room;
    }

    /** A frame's or a request's body that says it; {@code head} comes before its other members. */
    static String message(String id, String head) {
        return "{" + head + "\"clientMessageId\":\"" + id + "\",\"content\":\"text of " + id + "\"}";
    }

    /** Takes an acknowledgement; false if it is not the first one of this message, with which it must agree. */
    boolean add(JsonObject message) {
        Stored told = Stored.of(message);
        Stored before = all.putIfAbsent(message.getString("clientMessageId"), told);
        if (before != null && !before.equals(told)) {
            contradictions.add(before + " and " + told);
        }
        return before == null;
    }

    int size() {
        return all.size();
    }

    /** Resumes from the beginning and finds everything: nothing lost, doubled or elsewhere. */
    void requireAll(URI server, String key) throws Exception {
        if (all.isEmpty()) {
            return;
        }
        List<JsonObject> events = resume(server, key);
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
        assertThat(found).as("everything acknowledged, where it was").containsAllEntriesOf(all);
        assertThat(contradictions).isEmpty();
    }

    private List<JsonObject> resume(URI server, String key) throws Exception {
        BlockingQueue<JsonObject> replays = new ArrayBlockingQueue<>(1);
        Queue<JsonObject> errors = new ConcurrentLinkedQueue<>();
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        WebSocket socket = Client.of(server, key, "reader", "admin")
                .connect(
                        room,
                        frame -> {
                            switch (frame.getString("type")) {
                                case "replay" -> replays.add(frame);
                                case "error" -> errors.add(frame);
                                default -> {} // how things stand
                            }
                        },
                        closed);
        List<JsonObject> events = new ArrayList<>();
        boolean hasMore = true;
        for (long lastSeq = 0; hasMore; lastSeq = events.size()) {
            long from = lastSeq;
            socket.sendText(Json.object(json -> json.write("type", "resume").write("lastSeq", from)), true)
                    .join();
            JsonObject replay = replays.poll(60, TimeUnit.SECONDS);
            assertThat(replay)
                    .as("answer to resume after %s, instead of %s, %s", from, errors, closed)
                    .isNotNull();
            assertThat(replay.getBoolean("recovered")).isTrue();
            events.addAll(replay.getJsonArray("events").getValuesAs(JsonObject.class));
            hasMore = replay.getBoolean("hasMore");
        }
        socket.abort();
        return events;
    }
}
