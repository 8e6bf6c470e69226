package ee.fluxychat.tck.client;

import static org.assertj.core.api.Assertions.assertThatIOException;

import ee.fluxychat.tck.ScriptedServer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventStreamTest {

    @Test
    void collectsNoEventWithoutAnEnd() {
        byte[] line = ("data: " + "x".repeat(1 << 20) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (ScriptedServer server = ScriptedServer.speaking((head, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        out.write(line);
                    }
                });
                EventStream stream = new Http(server.uri(), new Patience(1))
                        .call(new Transcript(), "alice", "GET", "/rooms/r/stream")
                        .opens()) {
            assertThatIOException()
                    .isThrownBy(() -> stream.read(event -> {}))
                    .withMessage("an event of more than 16777216 units");
        }
    }
}
