package ee.fluxychat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server is killed while it acknowledges messages, ten times, and has to have all of them when it comes back. For one thread. */
final class CrashStory {

    private static final int CRASHES = 10;
    private static final int TALKERS = 4;
    private static final int PIPELINED = 500;

    /** Acknowledgements before the kill: some hundred groups have been committed, some thousand messages are still on their way. */
    private static final int ACKNOWLEDGED = 300;

    private static final String ROOM = "crash-room";

    private final AppServer kind;
    private final Path data;
    private final Map<String, String> settings;
    private final Acknowledged acknowledged = new Acknowledged(ROOM);

    CrashStory(AppServer kind, Path data, TestDatabase database) {
        this.kind = kind;
        this.data = data;
        this.settings = new HashMap<>(ServerProcess.UNLIMITED);
        settings.putAll(database.settings());
    }

    /** Fails when anything that was acknowledged is lost, doubled or elsewhere afterwards; answers how much was acknowledged. */
    int play() throws Exception {
        try (ServerProcess server = ServerProcess.start(ServerSetup.of(kind, data, settings))) {
            for (int crash = 0; crash < CRASHES; crash++) {
                talkUntilKilled(server, crash);
                server.startAgain();
                acknowledged.requireAll(server.url(), Judgement.demoKey(data));
            }
        }
        assertThat(acknowledged.size()).isGreaterThanOrEqualTo(CRASHES * ACKNOWLEDGED);
        return acknowledged.size();
    }

    private void talkUntilKilled(ServerProcess server, int crash) throws Exception {
        CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED);
        String key = Judgement.demoKey(data);
        List<WebSocket> sockets = new ArrayList<>();
        for (int talker = 0; talker < TALKERS; talker++) {
            String user = "talker-" + talker;
            Client client = Client.of(server.url(), key, user, "admin");
            client.post("/rooms", "{\"id\":\"" + ROOM + "\",\"name\":\"Crash\",\"type\":\"group\"}")
                    .join();
            sockets.add(client.connect(ROOM, frame -> {
                if (frame.getString("type").equals("message")
                        && frame.getString("userId").equals(user)
                        && acknowledged.add(frame)) {
                    enough.countDown();
                }
            }));
            for (int i = 0; i < PIPELINED / 10; i++) {
                String id = "rest-" + crash + "-" + talker + "-" + i;
                // what was posted by request is told twice, as its answer and as a frame
                var unused = client.post("/messages", Acknowledged.message(id, "\"roomId\":\"" + ROOM + "\","))
                        .thenAccept(answer -> {
                            if (acknowledged.add(answer.getJsonObject("message"))) {
                                enough.countDown();
                            }
                        });
            }
        }
        for (int i = 0; i < PIPELINED; i++) {
            for (int talker = 0; talker < TALKERS; talker++) {
                String id = "sock-" + crash + "-" + talker + "-" + i;
                sockets.get(talker)
                        .sendText(Acknowledged.message(id, "\"type\":\"message\","), true)
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
}
