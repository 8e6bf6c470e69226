package ee.fluxychat.tck.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpTest {

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
}
