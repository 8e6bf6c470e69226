package ee.fluxychat.tck.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonValue;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A user of the target with a token in hand; calls routes. Immutable but for the transcript. */
public record Person(String name, String id, String token, Http http, Transcript transcript) {

    private static final Pattern TID = Pattern.compile("\"tid\"\\s*:\\s*\"([^\"]*)\"");

    /** The project that the token is for, as it says itself; empty when it says nothing that can be read. */
    public String project() {
        String[] parts = token.split("\\.", -1);
        try {
            String payload =
                    parts.length < 2 ? "" : new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
            Matcher tid = TID.matcher(payload);
            return tid.find() ? tid.group(1) : "";
        } catch (IllegalArgumentException noToken) {
            return "";
        }
    }

    /** A call with this person's token. */
    public HttpCall call(String method, String path) {
        return http.call(transcript, name, method, path).of(this).bearer(token);
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
