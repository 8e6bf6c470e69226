package ee.fluxychat.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.wire.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is stopped and started again while people talk: what is refused meanwhile can be said again, and the rest is as if nothing had been. */
class DatabaseRestartIT {

    private static final int TALKERS = 8;
    private static final int EACH = 625;
    private static final int BEFORE_THE_STOP = 1_000;
    private static final int REFUSED_BEFORE_THE_START = 20;
    private static final String ROOM = "restart-room";

    @TempDir
    Path folder;

    private final Acknowledged acknowledged = new Acknowledged(ROOM);
    private final CountDownLatch talked = new CountDownLatch(BEFORE_THE_STOP);
    private final CountDownLatch refused = new CountDownLatch(REFUSED_BEFORE_THE_START);
    private final AtomicInteger refusals = new AtomicInteger();
    private final Queue<Long> heard = new ConcurrentLinkedQueue<>();
    private final CountDownLatch listening = new CountDownLatch(1);
    private final CountDownLatch heardAll = new CountDownLatch(TALKERS * EACH);

    /** One attempt to say something: whether it was taken. */
    private interface Attempt {
        boolean isTaken(String id) throws Exception;
    }

    @Test
    void losesDoublesAndReordersNothingWhenTheDatabaseIsRestarted() throws Exception {
        try (PostgresServer database = PostgresServer.start(folder.resolve("postgresql"))) {
            Map<String, String> settings = new HashMap<>(ServerProcess.UNLIMITED);
            settings.putAll(database.settings());
            Path data = folder.resolve("data");
            try (ServerProcess server = ServerProcess.start(data, settings)) {
                String key = Judgement.demoKey(data);
                ExecutorService threads = Executors.newFixedThreadPool(TALKERS);
                List<Future<?>> talkers = new ArrayList<>();
                WebSocket listener = null;
                for (int talker = 0; talker < TALKERS; talker++) {
                    Client client = Client.of(server.url(), key, "talker-" + talker, "admin");
                    client.post("/rooms", "{\"id\":\"" + ROOM + "\",\"name\":\"Restart\",\"type\":\"group\"}")
                            .join();
                    if (listener == null) {
                        listener = Client.of(server.url(), key, "listener", "admin")
                                .connect(ROOM, this::hear);
                        assertThat(listening.await(60, TimeUnit.SECONDS))
                                .as("a listener")
                                .isTrue();
                    }
                    Attempt attempt = talker % 2 == 0 ? overHttp(client) : overASocket(client, "talker-" + talker);
                    String name = "said-by-" + talker;
                    talkers.add(threads.submit(() -> {
                        talk(name, attempt);
                        return null;
                    }));
                }
                assertThat(talked.await(60, TimeUnit.SECONDS))
                        .as("talk before the stop")
                        .isTrue();
                database.stop();
                assertThat(refused.await(60, TimeUnit.SECONDS)).as("refusals").isTrue();
                database.startAgain();
                for (Future<?> each : talkers) {
                    each.get(180, TimeUnit.SECONDS);
                }
                threads.shutdown();

                assertThat(acknowledged.size()).isEqualTo(TALKERS * EACH);
                acknowledged.requireAll(server.url(), key);
                boolean isComplete = heardAll.await(60, TimeUnit.SECONDS);
                assertThat(heard)
                        .as("what was heard live: every seq once, in order; complete: " + isComplete)
                        .containsExactlyElementsOf(LongStream.rangeClosed(1, TALKERS * EACH)
                                .boxed()
                                .toList());
            }
        }
    }

    private void hear(JsonObject frame) {
        if (frame.getString("type").equals("subscription_succeeded")) {
            listening.countDown();
        } else if (frame.getString("type").equals("message")) {
            heard.add(frame.getJsonNumber("seq").longValue());
            heardAll.countDown();
        }
    }

    private void talk(String name, Attempt attempt) throws Exception {
        for (int i = 0; i < EACH; i++) {
            while (!attempt.isTaken(name + "-" + i)) {
                refusals.incrementAndGet();
                refused.countDown();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50)); // as a client does that is told to try again
            }
            talked.countDown();
        }
    }

    private Attempt overHttp(Client client) {
        return id -> {
            HttpResponse<String> answer = client.send(
                            "/messages", Acknowledged.message(id, "\"roomId\":\"" + ROOM + "\","))
                    .get(60, TimeUnit.SECONDS);
            if (answer.statusCode() == 200) {
                acknowledged.add(((JsonObject) Json.parse(answer.body())).getJsonObject("message"));
                return true;
            }
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isPositive();
            return false;
        };
    }

    private Attempt overASocket(Client client, String user) {
        BlockingQueue<JsonObject> answers = new LinkedBlockingQueue<>();
        WebSocket socket = client.connect(ROOM, frame -> {
            boolean isOwn = frame.getString("type").equals("message")
                    && frame.getString("userId").equals(user);
            if (isOwn || frame.getString("type").equals("error")) {
                answers.add(frame);
            }
        });
        return id -> {
            socket.sendText(Acknowledged.message(id, "\"type\":\"message\",\"ref\":\"" + id + "\","), true)
                    .join();
            for (JsonObject answer = next(answers); ; answer = next(answers)) {
                if (answer.getString("type").equals("error")) {
                    assertThat(answer.getString("ref")).isEqualTo(id);
                    assertThat(answer.getString("code")).as(answer.toString()).isEqualTo("overloaded");
                    return false;
                }
                acknowledged.add(answer);
                if (answer.getString("clientMessageId").equals(id)) {
                    return true;
                }
            }
        };
    }

    private static JsonObject next(BlockingQueue<JsonObject> answers) throws InterruptedException {
        JsonObject answer = answers.poll(60, TimeUnit.SECONDS);
        assertThat(answer).as("an answer").isNotNull();
        return answer;
    }
}
