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
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/** The way to one target over HTTP: where it is and how long to wait for it. Thread-safe. */
public final class Http {

    /** Shared by all that are as patient: a client has threads of its own, and a self-test reaches hundreds of targets. */
    private static final Map<Duration, HttpClient> CLIENTS = new ConcurrentHashMap<>();

    private final URI base;
    private final Patience patience;
    private final HttpClient client;

    public Http(URI base, Patience patience) {
        String text = base.toString();
        this.base = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        this.patience = patience;
        this.client = CLIENTS.computeIfAbsent(patience.answer(), Http::client);
    }

    private static HttpClient client(Duration connectTimeout) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
    }

    /** A call of this route, to be filled in and sent. */
    public HttpCall call(Transcript transcript, String who, String method, String path) {
        return new HttpCall(this, transcript, who, method, path);
    }

    /** The origin of pages that the target itself serves (RFC 6454, 6.2). */
    public String origin() {
        return base.getScheme() + "://" + host();
    }

    /** What a {@code Host} header says: as a browser has it, without the scheme's own port (RFC 9110, 7.2). */
    String host() {
        return base.getHost() + (base.getPort() == -1 || base.getPort() == defaultPort() ? "" : ":" + base.getPort());
    }

    int port() {
        return base.getPort() == -1 ? defaultPort() : base.getPort();
    }

    boolean isSecure() {
        return base.getScheme().equals("https");
    }

    private int defaultPort() {
        return isSecure() ? 443 : 80;
    }

    /** Where its routes begin. */
    public URI base() {
        return base;
    }

    /** Where a path leads; one that cannot be, as ids that a target makes up may have it, is a {@link Mismatch}. */
    URI uri(String path) {
        try {
            return URI.create(base + path);
        } catch (IllegalArgumentException noUrl) {
            throw Expect.unlike("a path made of what the target calls its things", "one that a URL can have", path);
        }
    }

    /** How long to wait for this target. */
    public Patience patience() {
        return patience;
    }

    /**
     * Sends a request; its answer has to begin in time and then, once more, to end in time. The JDK's own time-out ends with the headers.
     */
    Answer send(HttpRequest.Builder request, String called) {
        HttpResponse<byte[]> response = exchange(request, called, head -> new LimitedBody(patience.answer()));
        return new Answer(
                called, response.statusCode(), response.headers(), new String(response.body(), StandardCharsets.UTF_8));
    }

    /** Sends it and waits for the head of the answer only: the body may never end, and is for whoever asked to read and to close. */
    HttpResponse<InputStream> open(HttpRequest.Builder request, String called) {
        return exchange(request, called, HttpResponse.BodyHandlers.ofInputStream());
    }

    private <T> HttpResponse<T> exchange(
            HttpRequest.Builder request, String called, HttpResponse.BodyHandler<T> reading) {
        HttpRequest complete = request.timeout(patience.answer()).build();
        try {
            return client.send(complete, reading);
        } catch (IOException | RuntimeException e) {
            throw failed(called, unwrapped(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What went wrong, which the client may have put into another exception with this thread's trace. */
    private static Throwable unwrapped(Exception thrown) {
        return thrown.getClass() == IOException.class && thrown.getCause() instanceof IOException cause
                ? cause
                : thrown;
    }

    private Mismatch failed(String called, Throwable why) {
        if (isUnreachable(why)) {
            throw new Unreachable(base.toString(), why);
        } else if (why instanceof HttpTimeoutException) {
            return unanswered(
                    called, "to come", "none within " + patience.answer().toSeconds() + " s");
        } else if (why instanceof TooLong) {
            return unanswered(called, "to end", "more than " + LimitedBody.LONGEST + " bytes");
        } else if (why.getCause() instanceof TimeoutException) {
            return unanswered(
                    called, "to end", "it has not, " + patience.answer().toSeconds() + " s after it began");
        }
        // what is no HTTP makes the JDK's client throw whatever comes to its mind
        return unanswered(called, "to come", "the connection broke (" + why + ")");
    }

    private static boolean isUnreachable(Throwable why) {
        return why instanceof ConnectException
                || why instanceof HttpConnectTimeoutException
                || why instanceof SSLHandshakeException
                || why instanceof ClosedChannelException;
    }

    private static Mismatch unanswered(String called, String expected, String actual) {
        return new Mismatch("the answer to " + Transcript.masked(called), expected, actual);
    }
}
