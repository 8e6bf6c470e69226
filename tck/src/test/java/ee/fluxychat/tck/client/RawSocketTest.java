package ee.fluxychat.tck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.fluxychat.tck.ScriptedServer;
import ee.fluxychat.tck.ScriptedServer.Speech;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
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
    void joinsWhatAServerSaysInPieces() {
        try (ScriptedServer server = ScriptedServer.playing("{}", talk -> {
                    talk.bytes(0x01, 9, '{', '"', 't', 'y', 'p', 'e', '"', ':', '"');
                    talk.bytes(0x89, 2, 'h', 'i');
                    talk.bytes(0x00, 2, 'p', 'o');
                    talk.bytes(0x80, 4, 'n', 'g', '"', '}');
                    talk.hears();
                });
                RawSocket socket = connect(server.uri())) {
            socket.handshake("/ws/room/r", RawSocket.upgradeHeaders()).is(101);

            assertThat(socket.await(RawSocket.PING).text()).isEqualTo("hi");
            assertThat(socket.awaitType("pong").type()).isEqualTo("pong");
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
    void callsAServerItMustNotTrustUnreachable() throws IOException, GeneralSecurityException {
        try (SSLServerSocket server = HttpTest.withoutACertificate()) {
            assertThatExceptionOfType(Unreachable.class)
                    .isThrownBy(() -> connect(URI.create("https://localhost:" + server.getLocalPort())));
        }
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5;x=y\r\nhello\r\n0\r\n\r\n",
                "5 ; x = \"y\"\r\nhello\r\n0;last\r\n\r\n",
            })
    void passesOverWhatFollowsTheLengthOfAChunk(String chunks) {
        assertThat(answered("HTTP/1.1 403 Forbidden\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)
                        .body())
                .isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no HTTP at all\r\n\r\n",
                "HTTP/1.1 403 Forbidden\r\nContent-Length: many\r\n\r\n{}",
                "HTTP/1.1 403 Forbidden\r\nContent-Length: -7\r\n\r\n{}",
                "HTTP/1.1 403 Forbidden\r\nContent-Length: 7\r\n\r\n{}",
                "HTTP/1.1 403 Forbidden\r\nContent-Length: 99999999999\r\n\r\n{}",
                "HTTP/1.1 403 Forbidden\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}",
                "HTTP/1.1 403 Forbidden\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n{}"
            })
    void blamesTheServerForWhatIsNoHttp(String said) {
        assertThatExceptionOfType(Mismatch.class).isThrownBy(() -> answered(said));
    }

    @Test
    void readsHeadersThatAreNone() {
        assertThat(answered("HTTP/1.1 403 Forbidden\r\n: x\r\nFoo: 1\r\nFoo : 2\r\n\r\n{}")
                        .headers()
                        .allValues("Foo"))
                .containsExactly("1", "2");
    }

    @Test
    void doesNotReadAHeadWithoutAnEnd() {
        assertThatExceptionOfType(Mismatch.class)
                .isThrownBy(() -> answered((head, out) -> {
                    say(out, "HTTP/1.1 403 Forbidden\r\n");
                    while (true) {
                        say(out, "X-Header: y\r\n");
                    }
                }))
                .withMessageContaining("more than 262144 bytes");
    }

    @Test
    void givesUpOnAnAnswerThatDrips() {
        assertThatExceptionOfType(Mismatch.class)
                .isThrownBy(() -> answered((head, out) -> {
                    say(out, "HTTP/1.1 403 Forbidden\r\n\r\n");
                    while (true) {
                        say(out, "x");
                        Silence.brief();
                    }
                }))
                .withMessageContaining("SocketTimeoutException");
    }

    @Test
    void givesUpOnAServerThatNeverStopsTalking() {
        try (ScriptedServer server = ScriptedServer.playing("{}", talk -> {
                    while (true) {
                        talk.says("{\"type\":\"presence\"}");
                    }
                });
                RawSocket socket = connect(server.uri())) {
            socket.handshake("/ws/room/r", RawSocket.upgradeHeaders()).is(101);

            assertThatExceptionOfType(Mismatch.class)
                    .isThrownBy(() -> socket.awaitType("pong"))
                    .withMessage("what caller hears: expected a frame, actual nothing in time");
        }
    }

    @Test
    void blamesTheServerForAFrameThatIsTooLong() {
        try (ScriptedServer server = ScriptedServer.playing("{}", talk -> {
                    talk.bytes(0x81, 127, 0x7F, 0, 0, 0, 0, 0, 0, 0);
                    talk.hears();
                });
                RawSocket socket = connect(server.uri())) {
            socket.handshake("/ws/room/r", RawSocket.upgradeHeaders()).is(101);

            assertThatExceptionOfType(Mismatch.class).isThrownBy(socket::next).withMessageContaining("a length of");
        }
    }

    @RepeatedTest(20)
    void readsARefusalThatComesBeforeAllIsSent() {
        try (ScriptedServer server = ScriptedServer.speaking((head, out) ->
                        say(out, "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"));
                RawSocket socket = connect(server.uri())) {
            Optional<Answer> answer = socket.request("POST", "/messages", Map.of(), new byte[4 << 20]);

            // the reset may have overtaken it
            answer.ifPresent(each -> each.is(413));
        }
    }

    @Test
    void blamesAServerThatReadsARequestAndAnswersNothing() {
        try (ScriptedServer server = ScriptedServer.speaking((head, out) -> {});
                RawSocket socket = connect(server.uri())) {
            assertThatExceptionOfType(Mismatch.class)
                    .isThrownBy(() -> socket.request("POST", "/messages", Map.of(), new byte[0]));
        }
    }

    @Test
    void cutsOffAServerThatDoesNotRead() {
        try (ScriptedServer server = ScriptedServer.speaking((head, out) -> Silence.lasting());
                RawSocket socket = connect(server.uri())) {
            assertThatExceptionOfType(Mismatch.class)
                    .isThrownBy(() -> socket.request("POST", "/messages", Map.of(), new byte[32 << 20]))
                    .withMessage("what caller sends: expected to be read, actual not in time");
        }
    }

    private static Answer answered(String said) {
        return answered((head, out) -> say(out, said));
    }

    private static Answer answered(Speech speech) {
        try (ScriptedServer server = ScriptedServer.speaking(speech);
                RawSocket socket = connect(server.uri())) {
            return socket.handshake("/ws/room/r", RawSocket.upgradeHeaders());
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
