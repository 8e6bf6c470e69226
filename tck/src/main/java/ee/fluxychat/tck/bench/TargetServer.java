package ee.fluxychat.tck.bench;

import ee.fluxychat.tck.bench.load.CannotMeasure;
import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Http;
import ee.fluxychat.tck.client.HttpCall;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Patience;
import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.client.Unreachable;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/** The server that is measured, as far as it takes to get people into rooms. Thread-safe. */
final class TargetServer {

    /** Three times as patient as a judge: a server under load is still to be measured. */
    private static final Patience PATIENCE = new Patience(3);

    private final URI base;
    private final String apiKey;
    private final Http http;

    TargetServer(URI base, String apiKey) {
        if (!"http".equals(base.getScheme()) || base.getHost() == null) {
            throw new CannotMeasure("--target must be an http: address; TLS would measure the client as well");
        }
        this.base = base;
        this.apiKey = apiKey;
        this.http = new Http(base, PATIENCE);
    }

    /** What the target says of itself at {@code /health}, in a few words. */
    String description() {
        return asked(
                "GET /health",
                call("GET", "/health"),
                health -> health.isText("version")
                        ? base + " (version \"" + health.text("version") + "\")"
                        : base.toString());
    }

    Person person(String userId) {
        HttpCall call = call("POST", "/auth/token")
                .header("X-Fluxy-Api-Key", apiKey)
                .json(Json.object("userId", userId, "roles", List.of("member"), "ttlSeconds", 86_400));
        return asked("POST /auth/token", call, minted -> new Person(userId, minted.text("token")));
    }

    /** Creates a room owned by the first person, with the others as members; returns its id. */
    String room(List<Person> people) {
        List<JsonObject> members = people.stream()
                .skip(1)
                .map(each -> Json.object("userId", each.userId()))
                .toList();
        HttpCall call = call("POST", "/rooms")
                .bearer(people.get(0).token())
                .json(Json.object("name", "benchmark", "type", "group", "members", members));
        return asked("POST /rooms", call, made -> made.object("room").text("id"));
    }

    /** Where that person enters the room, without a snapshot of what was said before. */
    URI door(String roomId, Person person) {
        String path = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/$", "");
        try {
            return URI.create("ws://" + base.getRawAuthority() + path + "/ws/room/" + roomId + "?token="
                    + person.token() + "&replay=off");
        } catch (IllegalArgumentException noUrl) {
            throw new CannotMeasure("The target calls a room " + roomId + ", which no URL can have", noUrl);
        }
    }

    private HttpCall call(String method, String path) {
        return http.call(new Transcript(), "the bench", method, path);
    }

    private static <T> T asked(String attempt, HttpCall call, Function<Fields, T> reading) {
        try {
            Answer answer = call.send();
            if (answer.status() != 200) {
                throw CannotMeasure.because(attempt, answer.status() + " " + answer.body());
            }
            return reading.apply(answer.json());
        } catch (Unreachable gone) {
            throw new CannotMeasure(String.valueOf(gone.getMessage()), gone);
        } catch (Mismatch wrong) {
            throw new CannotMeasure(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    /** Somebody with a token. */
    record Person(String userId, String token) {}
}
