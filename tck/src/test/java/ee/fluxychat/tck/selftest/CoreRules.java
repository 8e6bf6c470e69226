package ee.fluxychat.tck.selftest;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A server that is right and has nothing beyond the core of the protocol (section 8, C): no seq, no resume, no events of its own. */
final class CoreRules extends Rules {

    private static final Set<String> UNKNOWN_FRAMES = Set.of("resume", "client_event", "stream", "agentTyping");
    private static final Set<String> UNTOLD = Set.of("cache_snapshot", "location_snapshot");
    private static final Set<String> UNKNOWN_FIELDS = Set.of("seq", "version", "epoch", "ref", "code");

    @Override
    Optional<Reply> insteadOf(Request request) {
        return request.line().matches("(GET|PATCH|DELETE) /rooms/[^/]+")
                ? Optional.of(TruthfulServer.notFound())
                : Optional.empty();
    }

    @Override
    Reply answer(Request request, Reply truth) {
        return Texts.object(truth.body()).map(each -> truth.saying(plain(each))).orElse(truth);
    }

    @Override
    List<JsonObject> told(Peer hearer, JsonObject frame) {
        return UNTOLD.contains(Texts.type(frame)) ? List.of() : List.of(plain(frame));
    }

    @Override
    boolean handles(Peer speaker, JsonObject frame) {
        if (UNKNOWN_FRAMES.contains(Texts.type(frame))) {
            throw new Refusal(400, "unknown_event_type");
        }
        return true;
    }

    @Override
    boolean closesRevoked() {
        return false;
    }

    @Override
    boolean closesExpired() {
        return false;
    }

    private static JsonObject plain(JsonObject object) {
        JsonObject plain = JsonValue.EMPTY_JSON_OBJECT;
        for (Map.Entry<String, JsonValue> each : object.entrySet()) {
            if (each.getKey().equals("userInfo")) {
                plain = Texts.with(plain, each.getKey(), JsonValue.EMPTY_JSON_OBJECT);
            } else if (!UNKNOWN_FIELDS.contains(each.getKey())) {
                plain = Texts.with(plain, each.getKey(), plain(each.getValue()));
            }
        }
        return plain;
    }

    private static JsonValue plain(JsonValue value) {
        if (value instanceof JsonObject object) {
            return plain(object);
        } else if (value instanceof JsonArray array) {
            List<JsonValue> plain = new ArrayList<>();
            array.forEach(each -> plain.add(plain(each)));
            return Texts.array(plain);
        }
        return value;
    }
}
