package ee.fluxychat.it;

import ee.fluxychat.wire.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One user of the demo project, over HTTP and over a socket. Thread-safe. */
final class Client {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI server;
    private final String token;

    private Client(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /** A user with a token minted by the project's key. */
    static Client of(URI server, String key, String user, String role) throws IOException, InterruptedException {
        HttpResponse<String> minted = HTTP.send(
                HttpRequest.newBuilder(under(server, "/auth/token"))
                        .header("X-Fluxy-Api-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(Json.object(json -> json.write("userId", user)
                                .writeStartArray("roles")
                                .write(role)
                                .writeEnd()
                                .write("ttlSeconds", 86_400))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Client(server, object(minted.body()).getString("token"));
    }

    /** A path of the server, below its context path. */
    private static URI under(URI server, String path) {
        return under(server, path, "http");
    }

    private static URI under(URI server, String path, String scheme) {
        return URI.create(
                scheme + "://" + server.getAuthority() + server.getPath().replaceAll("/$", "") + path);
    }

    /** The answer to a post, whatever it is. */
    CompletableFuture<HttpResponse<String>> send(String path, String body) {
        return HTTP.sendAsync(posting(path, body), HttpResponse.BodyHandlers.ofString());
    }

    /** The answer's body; fails when the status is not 200. */
    CompletableFuture<JsonObject> post(String path, String body) {
        return answer(posting(path, body));
    }

    private HttpRequest posting(String path, String body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** The answer's body; fails when the status is not 200. */
    CompletableFuture<JsonObject> get(String path) {
        return answer(request(path).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(under(server, path)).header("Authorization", "Bearer " + token);
    }

    private static CompletableFuture<JsonObject> answer(HttpRequest request) {
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(response -> {
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.statusCode() + " " + response.body());
            }
            return object(response.body());
        });
    }

    /** A socket into the room that tells each frame it hears. */
    WebSocket connect(String room, Consumer<JsonObject> heard) {
        return connect(room, heard, new CompletableFuture<>());
    }

    /** The same, and the code with which the server closes it. */
    WebSocket connect(String room, Consumer<JsonObject> heard, CompletableFuture<Integer> closed) {
        URI url = under(server, "/ws/room/" + room + "?replay=off", "ws");
        return HTTP.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(url, new Listener(heard, closed))
                .join();
    }

    private static JsonObject object(String text) {
        return (JsonObject) Json.parse(text);
    }

    private static final class Listener implements WebSocket.Listener {

        private final Consumer<JsonObject> heard;
        private final CompletableFuture<Integer> closed;
        private final StringBuilder text = new StringBuilder();

        Listener(Consumer<JsonObject> heard, CompletableFuture<Integer> closed) {
            this.heard = heard;
            this.closed = closed;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonObject frame = object(text.toString());
                text.setLength(0);
                heard.accept(frame);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
