package ee.fluxychat.tck.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Patience;
import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.client.Transcript.Line;
import ee.fluxychat.tck.client.Witness;
import ee.fluxychat.tck.client.Witness.Ear;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiverTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Patience SHORT = new Patience(0.02);

    private final List<String> seen = new ArrayList<>();
    private final Transcript transcript = new Transcript(new Witness() {
        @Override
        public void answered(Ear ear, String method, String path, String sent, Answer answer) {}

        @Override
        public void said(Ear ear, String frame) {}

        @Override
        public void told(Ear ear, String frame) {}

        @Override
        public void delivered(Ear ear, String body) {
            seen.add(ear.who() + " " + body);
        }
    });
    private final Receiver receiver = open(Optional.empty());
    private final Postbox box = box(receiver);

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void keepsBodiesAndHeadersAsTheyCame() {
        assertThat(deliver(box.url(), "d1", "{\"n\":  \"ü\"}")).isEqualTo(200);

        Delivery delivery = box.hears("anything", each -> true);

        assertThat(delivery.text()).isEqualTo("{\"n\":  \"ü\"}");
        assertThat(delivery.method()).isEqualTo("POST");
        assertThat(delivery.id()).isEqualTo("d1");
        assertThat(delivery.header("x-fluxy-event")).contains("mention");
    }

    @Test
    void writesDownAndShowsTheWitnessWhatCame() {
        deliver(box.url(), "d1", "{}");

        assertThat(transcript.lines()).extracting(Line::who).containsExactly("a webhook");
        assertThat(transcript.lines().get(0).text()).contains("POST", "mention", "d1", "{}");
        assertThat(seen).containsExactly("a webhook {}");
    }

    @Test
    void failsAndRedirectsAsToldAndThenTakes() {
        box.fails(2);
        box.redirectsTo(URI.create("http://example.org/"));

        assertThat(List.of(
                        deliver(box.url(), "d1", "{}"),
                        deliver(box.url(), "d1", "{}"),
                        deliver(box.url(), "d1", "{}"),
                        deliver(box.url(), "d1", "{}")))
                .containsExactly(500, 500, 307, 200);
        assertThat(box.unread()).hasSize(4);
    }

    @Test
    void setsApartWhatComesAgainAfterItWasTaken() {
        deliver(box.url(), "d1", "{}");
        deliver(box.url(), "d1", "{}");
        deliver(box.url(), "d2", "{}");

        assertThat(box.unread()).extracting(Delivery::id).containsExactly("d1", "d2");
        assertThat(box.repeated()).extracting(Delivery::id).containsExactly("d1");
    }

    @Test
    void answersNothingWhileItHolds() {
        box.holds();
        CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> deliver(box.url(), "d1", "{}"));
        box.hears("the delivery", each -> true);

        assertThat(answer).isNotDone();
        box.releases();

        assertThat(answer.join()).isEqualTo(200);
    }

    @Test
    void takesAndForgetsWhatComesTooLate() {
        receiver.forgets(box);

        assertThat(deliver(box.url(), "d1", "{}")).isEqualTo(204);
        assertThat(box.unread()).isEmpty();
        assertThat(transcript.lines()).isEmpty();
    }

    @Test
    void saysWhatCameInsteadOfWhatIsMissing() {
        deliver(box.url(), "d1", "{\"n\":1}");

        assertThatThrownBy(() -> box.hears("another", each -> each.json().number("n") == 2))
                .isInstanceOf(Mismatch.class)
                .hasMessageContaining("another")
                .hasMessageContaining("{\"n\":1}");
    }

    @Test
    void isReachedThroughAProxyUnderAnotherUrl() {
        try (Receiver behind = open(Optional.of(URI.create("https://kit.example.org/tck/")))) {
            Postbox postbox = box(behind);

            assertThat(postbox.url().toString()).startsWith("https://kit.example.org/tck/hook");
        }
        assertThat(receiver.url().toString()).matches("http://127\\.0\\.0\\.1:\\d+");
    }

    private static Receiver open(Optional<URI> url) {
        try {
            return Receiver.open(ANY_PORT, url);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Postbox box(Receiver of) {
        return of.box(new Ear("a webhook", "", ""), transcript, SHORT);
    }

    private static int deliver(URI url, String id, String body) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("X-Fluxy-Event", "mention")
                .header("X-Fluxy-Delivery-Id", id)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<Void> answer = HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
            return answer.statusCode();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
