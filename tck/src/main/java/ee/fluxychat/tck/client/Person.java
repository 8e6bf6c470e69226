package ee.fluxychat.tck.client;

import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** A user of the target with a token in hand; calls routes. Immutable but for the transcript. */
public record Person(String name, String id, String token, Http http, Transcript transcript) {

    /** A call with this person's token. */
    public HttpCall call(String method, String path) {
        return http.call(transcript, name, method, path).of(id).bearer(token);
    }

    /** Reads a route. */
    public Answer gets(String path) {
        return call("GET", path).send();
    }

    /** Posts an object of names and values in turn. */
    public Answer posts(String path, @Nullable Object... namesAndValues) {
        return sends("POST", path, Json.object(namesAndValues));
    }

    /** Patches with an object of names and values in turn. */
    public Answer patches(String path, @Nullable Object... namesAndValues) {
        return sends("PATCH", path, Json.object(namesAndValues));
    }

    /** Deletes, with a body of names and values in turn if there are any. */
    public Answer deletes(String path, @Nullable Object... namesAndValues) {
        return namesAndValues.length == 0
                ? call("DELETE", path).send()
                : sends("DELETE", path, Json.object(namesAndValues));
    }

    /** Sends any JSON value. */
    public Answer sends(String method, String path, JsonValue body) {
        return call(method, path).json(body).send();
    }
}
