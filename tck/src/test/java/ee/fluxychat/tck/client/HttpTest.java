package ee.fluxychat.tck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.fluxychat.tck.ScriptedServer;
import ee.fluxychat.tck.ScriptedServer.Speech;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpTest {

    @Test
    void givesUpOnABodyThatStops() {
        assertThat(wrongWith((head, out) -> {
                    say(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
                    Silence.lasting();
                }))
                .isEqualTo("the answer to GET /health: expected to end, actual it has not, 0 s after it began");
    }

    @Test
    void givesUpOnABodyThatDrips() {
        assertThat(wrongWith((head, out) -> {
                    say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    while (true) {
                        say(out, "1\r\nx\r\n");
                        Silence.brief();
                    }
                }))
                .contains("expected to end");
    }

    @Test
    void doesNotReadABodyThatFillsTheMemory() {
        byte[] piece = ("10000\r\n" + "x".repeat(1 << 16) + "\r\n").getBytes(StandardCharsets.US_ASCII);

        assertThat(wrongWith((head, out) -> {
                    say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    while (true) {
                        out.write(piece);
                    }
                }))
                .isEqualTo("the answer to GET /health: expected to end, actual more than 16777216 bytes");
    }

    @Test
    void givesUpOnAHeadWithoutAnEnd() {
        assertThat(wrongWith((head, out) -> {
                    say(out, "HTTP/1.1 200 OK\r\n");
                    while (true) {
                        say(out, "X-Header: y\r\n");
                    }
                }))
                .contains("expected to come");
    }

    @Test
    void callsAServerThatSpeaksNoTlsUnreachable() {
        try (ScriptedServer server = ScriptedServer.answering("200 OK", "{}")) {
            assertThatExceptionOfType(Unreachable.class)
                    .isThrownBy(() -> health(
                            URI.create("https://localhost:" + server.uri().getPort())));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no HTTP at all\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n{}"
            })
    void blamesTheServerForWhatIsNoHttp(String said) {
        assertThat(wrongWith((head, out) -> say(out, said))).startsWith("the answer to GET /health: ");
    }

    @Test
    void callsAServerItMustNotTrustUnreachable() throws IOException, GeneralSecurityException {
        try (SSLServerSocket server = withoutACertificate()) {
            assertThatExceptionOfType(Unreachable.class)
                    .isThrownBy(() -> health(URI.create("https://localhost:" + server.getLocalPort()), new Patience(6)))
                    .withMessageContaining("SSLHandshakeException");
        }
    }

    /** Shakes no hand, as it has no certificate that anybody could trust. */
    static SSLServerSocket withoutACertificate() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        SSLServerSocket server =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0);
        Thread accepting = new Thread(
                () -> {
                    try {
                        while (true) {
                            server.accept().getInputStream().read();
                        }
                    } catch (IOException closed) {
                        // the test is over, or the client has left
                    }
                },
                "server without a certificate");
        accepting.setDaemon(true);
        accepting.start();
        return server;
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, 127.0.0.1:8080",
        "http://[::1]:8080/fluxy/, [::1]:8080",
        "https://chat.example.com, chat.example.com",
        "https://chat.example.com:443, chat.example.com",
        "http://chat.example.com:443, chat.example.com:443"
    })
    void namesTheHostAsABrowserDoes(URI base, String host) {
        Http http = new Http(base, new Patience(1));

        assertThat(http.host()).isEqualTo(host);
        assertThat(http.origin()).isEqualTo(base.getScheme() + "://" + host);
    }

    private static String wrongWith(Speech speech) {
        try (ScriptedServer server = ScriptedServer.speaking(speech)) {
            return health(server.uri()).toString();
        } catch (Mismatch mismatch) {
            return String.valueOf(mismatch.getMessage());
        }
    }

    private static Answer health(URI uri) {
        return health(uri, new Patience(0.05));
    }

    private static Answer health(URI uri, Patience patience) {
        return new Http(uri, patience)
                .call(new Transcript(), "nobody", "GET", "/health")
                .send();
    }

    private static void say(java.io.OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
