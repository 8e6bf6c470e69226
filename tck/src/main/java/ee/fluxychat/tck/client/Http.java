package ee.fluxychat.tck.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;

/** The way to one target over HTTP: where it is and how long to wait for it. Thread-safe. */
public final class Http {

    private final URI base;
    private final Patience patience;
    private final HttpClient client;

    public Http(URI base, Patience patience) {
        String text = base.toString();
        this.base = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience.answer())
                .build();
    }

    /** A call of this route, to be filled in and sent. */
    public HttpCall call(Transcript transcript, String who, String method, String path) {
        return new HttpCall(this, transcript, who, method, path);
    }

    /** The origin of pages that the target itself serves (RFC 6454, 6.2). */
    public String origin() {
        return base.getScheme() + "://" + base.getAuthority();
    }

    URI uri(String path) {
        return URI.create(base + path);
    }

    URI webSocketUri(String path) {
        return URI.create("ws" + base.toString().substring("http".length()) + path);
    }

    HttpClient client() {
        return client;
    }

    /** How long to wait for this target. */
    public Patience patience() {
        return patience;
    }

    Answer send(HttpRequest.Builder request, String called) {
        HttpResponse<byte[]> response = exchange(request, called, HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(
                called, response.statusCode(), response.headers(), new String(response.body(), StandardCharsets.UTF_8));
    }

    /** Sends it and waits for the head of the answer only: the body may never end, and is for whoever asked to read and to close. */
    HttpResponse<InputStream> open(HttpRequest.Builder request, String called) {
        return exchange(request, called, HttpResponse.BodyHandlers.ofInputStream());
    }

    private <T> HttpResponse<T> exchange(
            HttpRequest.Builder request, String called, HttpResponse.BodyHandler<T> reading) {
        try {
            return client.send(request.timeout(patience.answer()).build(), reading);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new Unreachable(base.toString(), e);
        } catch (HttpTimeoutException e) {
            throw new Mismatch(
                    "the answer to " + called,
                    "to come",
                    "none within " + patience.answer().toSeconds() + " s");
        } catch (ClosedChannelException e) {
            throw new Unreachable(base.toString(), e);
        } catch (IOException e) {
            throw new Mismatch("the answer to " + called, "to come", "the connection broke (" + e + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
