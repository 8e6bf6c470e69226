package ee.fluxychat.tck.bench;

import ee.fluxychat.tck.bench.load.CannotMeasure;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The server that is measured, as far as it takes to get people into rooms. Thread-safe. */
final class TargetServer {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI base;
    private final String apiKey;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    TargetServer(URI base, String apiKey) {
        if (!"http".equals(base.getScheme())) {
            throw new CannotMeasure("--target must be an http: address; TLS would measure the client as well");
        }
        this.base = base;
        this.apiKey = apiKey;
    }

    /** What the target says of itself at {@code /health}, in a few words. */
    String description() {
        JsonObject health = json("GET /health", ask(request("/health").GET()));
        return health.containsKey("version") ? base + " (version " + health.get("version") + ")" : base.toString();
    }

    Person person(String userId) {
        JsonObject wish = Json.createObjectBuilder()
                .add("userId", userId)
                .add("roles", Json.createArrayBuilder().add("member"))
                .add("ttlSeconds", 86_400)
                .build();
        HttpRequest.Builder request = request("/auth/token").header("X-Fluxy-Api-Key", apiKey);
        return new Person(userId, json("POST /auth/token", post(request, wish)).getString("token"));
    }

    /** Creates a room owned by the first person, with the others as members; returns its id. */
    String room(List<Person> people) {
        JsonArrayBuilder members = Json.createArrayBuilder();
        people.stream()
                .skip(1)
                .forEach(each -> members.add(Json.createObjectBuilder().add("userId", each.userId())));
        JsonObject wish = Json.createObjectBuilder()
                .add("name", "benchmark")
                .add("type", "group")
                .add("members", members)
                .build();
        HttpRequest.Builder request = request("/rooms")
                .header("Authorization", "Bearer " + people.get(0).token());
        return json("POST /rooms", post(request, wish)).getJsonObject("room").getString("id");
    }

    /** Where that person enters the room, without a snapshot of what was said before. */
    URI door(String roomId, Person person) {
        String path = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/$", "");
        return URI.create("ws://" + base.getRawAuthority() + path + "/ws/room/" + roomId + "?token=" + person.token()
                + "&replay=off");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base.toString().replaceAll("/$", "") + path))
                .timeout(PATIENCE);
    }

    private HttpResponse<String> post(HttpRequest.Builder request, JsonObject body) {
        return ask(request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.toString())));
    }

    private HttpResponse<String> ask(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CannotMeasure("The target at " + base + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotMeasure("Interrupted while waiting for " + base, e);
        }
    }

    private static JsonObject json(String attempt, HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw CannotMeasure.because(attempt, response.statusCode() + " " + response.body());
        }
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw new CannotMeasure(attempt + " was answered with something else than JSON: " + response.body(), e);
        }
    }

    /** Somebody with a token. */
    record Person(String userId, String token) {}
}
