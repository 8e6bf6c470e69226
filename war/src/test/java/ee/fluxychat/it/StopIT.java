package ee.fluxychat.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told to stop takes its leave of everybody, keeps what it has, and says nothing of trouble. */
class StopIT {

    private static final int TERMINATED = 143; // 128 and the number of SIGTERM
    private static final int GOING_AWAY = 1001; // RFC 6455, 7.4.1

    @TempDir
    Path data;

    @Test
    void drainsWhenItIsTerminatedAndFindsItsDataAgain() throws Exception {
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        CompletableFuture<JsonObject> echo = new CompletableFuture<>();
        try (ServerProcess server = ServerProcess.start(data, ServerProcess.UNLIMITED)) {
            Client ann = Client.of(server.url(), Judgement.demoKey(data), "ann", "member");
            ann.post("/rooms", "{\"id\":\"kept\",\"name\":\"Kept\",\"type\":\"group\"}")
                    .join();
            ann.connect(
                            "kept",
                            frame -> {
                                if (frame.getString("type").equals("message")) {
                                    echo.complete(frame);
                                }
                            },
                            closed)
                    .sendText("{\"type\":\"message\",\"content\":\"still here\"}", true)
                    .join();
            echo.get(30, TimeUnit.SECONDS);

            assertThat(server.stop()).isIn(0, TERMINATED);
            assertThat(closed.get(30, TimeUnit.SECONDS)).isEqualTo(GOING_AWAY);
            assertThat(server.log()).contains("coalescing: raw frames through Grizzly");
            assertThat(server.log()).doesNotContain("WARNING", "SEVERE", "Exception");
        }
        try (ServerProcess again = ServerProcess.start(data, ServerProcess.UNLIMITED)) {
            Client ann = Client.of(again.url(), Judgement.demoKey(data), "ann", "member");

            assertThat(ann.get("/api/messages?roomId=kept").join().getJsonArray("messages"))
                    .singleElement()
                    .satisfies(message -> assertThat(message.asJsonObject().getString("content"))
                            .isEqualTo("still here"));
        }
    }
}
