package ee.fluxychat.tck.hooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import ee.fluxychat.tck.client.Patience;
import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.client.Witness.Ear;
import ee.fluxychat.tck.hooks.Postbox.Answering;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The kit's own end of webhooks: an HTTP server with a path for each {@link Postbox}. Thread-safe. */
public final class Receiver implements AutoCloseable {

    private static final Answering NOBODY_HERE = new Answering(204, Map.of());

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "webhook receiver");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Postbox> boxes = new ConcurrentHashMap<>();
    private final AtomicInteger paths = new AtomicInteger();
    private final URI url;

    private Receiver(HttpServer server, URI url) {
        this.server = server;
        this.url = url;
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    /** Listens there; {@code url} is how the target reaches it, if not by the same address. */
    public static Receiver open(InetSocketAddress bind, Optional<URI> url) throws IOException {
        HttpServer server = HttpServer.create(bind, 0);
        return new Receiver(server, url.orElseGet(() -> urlOf(server.getAddress())));
    }

    /** By number: what a name means to the target, the kit cannot know. */
    private static URI urlOf(InetSocketAddress bound) {
        String host = bound.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort());
    }

    /** How the target reaches it. */
    public URI url() {
        return url;
    }

    /** Opens a path for one webhook; what arrives there is written down and seen by the transcript's witness. */
    public Postbox box(Ear ear, Transcript transcript, Patience patience) {
        // nobody else can know it
        String path = "/hook" + paths.incrementAndGet() + "-" + UUID.randomUUID();
        Postbox box = new Postbox(URI.create(withoutSlash(url) + path), ear, transcript, patience.answer());
        boxes.put(path, box);
        return box;
    }

    private static String withoutSlash(URI url) {
        return url.toString().replaceFirst("/+$", "");
    }

    /** Takes the path away; what still arrives there is answered, so that nobody tries again, and forgotten. */
    public void forgets(Postbox box) {
        box.releases();
        boxes.values().remove(box);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Postbox box = boxes.get(pathOf(exchange));
            Answering answering =
                    box == null ? NOBODY_HERE : box.arrived(exchange.getRequestMethod(), headersOf(exchange), body);
            answering.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answering.status(), -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The last segment: a proxy between target and kit may have put something in front of it. */
    private static String pathOf(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/'));
    }

    private static Map<String, String> headersOf(HttpExchange exchange) {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return headers;
    }

    @Override
    public void close() {
        boxes.values().forEach(Postbox::releases);
        server.stop(0);
        threads.shutdownNow();
    }
}
