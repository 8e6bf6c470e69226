package ee.fluxychat.tck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.fluxychat.tck.ScriptedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class RawSocketTest {

    @Test
    void readsTheBodyOfARefusedHandshake() {
        try (ScriptedServer server =
                        ScriptedServer.answering("403 Forbidden", "{\"traceId\":\"t\",\"error\":\"forbidden\"}");
                RawSocket socket = connect(server.uri())) {
            Answer answer = socket.handshake("/ws/room/r", RawSocket.upgradeHeaders());

            assertThat(answer.refuses(403, "forbidden").text("traceId")).isEqualTo("t");
        }
    }

    @Test
    void talksOnceItIsUpgraded() {
        try (ScriptedServer server = ScriptedServer.playing("{}", talk -> talk.says(talk.hears()));
                RawSocket socket = connect(server.uri())) {
            socket.handshake("/ws/room/r", RawSocket.upgradeHeaders()).is(101);
            socket.text("{\"type\":\"pong\",\"padding\":\"" + "x".repeat(300) + "\"}");

            assertThat(socket.awaitType("pong").text("padding")).hasSize(300);
        }
    }

    @Test
    void readsTheCodeOfACloseFrame() {
        try (ScriptedServer server = ScriptedServer.playing("{}", talk -> {
                    talk.says("{\"type\":\"presence\"}");
                    talk.closes(4001);
                });
                RawSocket socket = connect(server.uri())) {
            socket.handshake("/ws/room/r", RawSocket.upgradeHeaders()).is(101);

            assertThat(socket.awaitClose()).isEqualTo(4001);
        }
    }

    @Test
    void takesACutConnectionFor1006() {
        try (ScriptedServer server = ScriptedServer.playing("{}", talk -> {});
                RawSocket socket = connect(server.uri())) {
            socket.handshake("/ws/room/r", RawSocket.upgradeHeaders()).is(101);

            assertThat(socket.awaitClose()).isEqualTo(1006);
        }
    }

    @Test
    void masksAsTheRfcShows() {
        byte[] frame = RawSocket.encoded(RawSocket.TEXT, true, true, "Hello".getBytes(StandardCharsets.US_ASCII));

        assertThat(frame).startsWith(0x81, 0x85, 0x12, 0x34, 0x56, 0x78).hasSize(11);
        assertThat(frame[6]).isEqualTo((byte) ('H' ^ 0x12));
    }

    @Test
    void writesLengthsInAllThreeForms() {
        assertThat(RawSocket.encoded(RawSocket.TEXT, true, false, new byte[125]))
                .startsWith(0x81, 125)
                .hasSize(127);
        assertThat(RawSocket.encoded(RawSocket.TEXT, true, false, new byte[126]))
                .startsWith(0x81, 126, 0, 126)
                .hasSize(130);
        assertThat(RawSocket.encoded(RawSocket.TEXT, true, false, new byte[70_000]))
                .startsWith(0x81, 127, 0, 0, 0, 0, 0, 1, 0x11, 0x70)
                .hasSize(70_010);
    }

    @Test
    void callsADeadServerUnreachable() {
        ScriptedServer server = ScriptedServer.answering("200 OK", "{}");
        server.close();

        assertThatExceptionOfType(Unreachable.class).isThrownBy(() -> connect(server.uri()));
    }

    @Test
    void knocksWhereTheTargetIs() {
        BlockingQueue<String> heads = new LinkedBlockingQueue<>();
        try (ScriptedServer server = ScriptedServer.speaking((head, out) -> {
                    heads.add(head);
                    say(out, "HTTP/1.1 403 Forbidden\r\n\r\n");
                });
                RawSocket socket =
                        connect(URI.create("http://127.0.0.1:" + server.uri().getPort() + "/fluxy/"))) {
            socket.handshake("/ws/room/r?replay=off", RawSocket.upgradeHeaders())
                    .is(403);

            assertThat(heads.poll())
                    .startsWith("GET /fluxy/ws/room/r?replay=off HTTP/1.1\r\nHost: 127.0.0.1:"
                            + server.uri().getPort() + "\r\n");
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static RawSocket connect(URI uri) {
        return RawSocket.connect(new Http(uri, new Patience(0.2)), new Transcript(), "caller");
    }
}
