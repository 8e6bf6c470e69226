package ee.fluxychat.tck.selftest;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** One HTTP answer. Immutable. */
record Reply(int status, Map<String, String> headers, String body) {

    static Reply json(JsonObject json) {
        return json(200, json);
    }

    static Reply json(int status, JsonObject json) {
        return new Reply(status, Map.of("Content-Type", "application/json"), json.toString());
    }

    static Reply text(int status, String text) {
        return new Reply(status, Map.of("Content-Type", "text/plain"), text);
    }

    /** The same answer with a header more, or another value of it. */
    Reply with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }

    /** The same answer without a header. */
    Reply without(String name) {
        Map<String, String> fewer = new TreeMap<>(headers);
        fewer.remove(name);
        return new Reply(status, fewer, body);
    }

    /** The same answer with another body. */
    Reply saying(JsonObject json) {
        return new Reply(status, headers, json.toString());
    }

    /** The body as an object, empty when it is none. */
    JsonObject object() {
        return Texts.object(body).orElse(JsonObject.EMPTY_JSON_OBJECT);
    }

    boolean isOk() {
        return status == 200;
    }
}
