package ee.fluxychat.tck.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HookSiteTest {

    private static final URI ELSEWHERE = URI.create("http://192.0.2.1:8080");

    @Test
    void listensBesidesATargetOnTheSameMachine() throws IOException {
        try (Receiver receiver =
                HookSite.unsaid().open(URI.create("http://localhost:8080")).orElseThrow()) {
            assertThat(receiver.url().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void listensForATargetElsewhereOnlyWhereItWasTold() throws IOException {
        InetSocketAddress told = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

        assertThat(HookSite.unsaid().open(ELSEWHERE)).isEmpty();
        try (Receiver receiver = new HookSite(Optional.of(told), Optional.of(URI.create("http://kit.example.org")))
                .open(ELSEWHERE)
                .orElseThrow()) {
            assertThat(receiver.url().getHost()).isEqualTo("kit.example.org");
        }
    }
}
