package ee.fluxychat.tck.selftest;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The forms of the answers and frames that the reference was recorded with, and where anything else that is said differs from them. What
 * was never recorded has no form to differ from. Thread-safe.
 */
final class RecordedForms {

    private static final Set<String> WORDS = Set.of(
            "",
            "health",
            "client",
            "feature-flags",
            "auth",
            "token",
            "ws",
            "room",
            "platform",
            "bootstrap",
            "admin",
            "projects",
            "rooms",
            "dm",
            "members",
            "read",
            "unread",
            "messages",
            "stream",
            "webhooks",
            "register",
            "deliveries",
            "reactions",
            "api");

    private final Map<String, Form> forms = new HashMap<>();
    private final Set<String> differences = ConcurrentHashMap.newKeySet();

    RecordedForms() {
        for (String name : Trace.names()) {
            Trace trace = Trace.read(name);
            for (Trace.Step step : trace.steps()) {
                if (step.isSent() && step.isHttp()) {
                    trace.next(step)
                            .ifPresent(answer -> learn(
                                    answered(
                                            step.method(),
                                            step.path(),
                                            answer.payload().getInt("status")),
                                    answer.body()));
                } else if (!step.isSent() && step.refusal().isPresent()) {
                    learn(
                            answered("GET", "/ws/room/r1", step.refusal().get().status()),
                            step.refusal().get().body());
                } else if (!step.isSent()) {
                    step.text().flatMap(Texts::object).ifPresent(frame -> learn(told(frame), frame.toString()));
                }
            }
        }
    }

    private void learn(String what, String text) {
        forms.computeIfAbsent(what, none -> new Form()).learn(value(text));
    }

    /** What is no JSON is a text; of that, all are alike. */
    private static JsonValue value(String text) {
        return Texts.value(text).orElse(JsonValue.NULL);
    }

    private static String answered(String method, String path, int status) {
        String template = Arrays.stream(path.split("\\?", 2)[0].split("/"))
                .map(each -> WORDS.contains(each) ? each : "*")
                .collect(Collectors.joining("/"));
        return method + " " + template + " " + status;
    }

    private static String told(JsonObject frame) {
        String type = frame.getString("type", "none");
        return type + (type.equals("replay") && frame.containsKey("events") ? " of events" : "");
    }

    /** Somebody says this, too. */
    void hears(Request request, Reply reply) {
        String body = request.method().equals("HEAD") ? "" : reply.body();
        differs(answered(request.method(), request.path(), reply.status()), body);
    }

    /** Somebody tells this, too. */
    void hears(JsonObject frame) {
        differs(told(frame), frame.toString());
    }

    private void differs(String what, String text) {
        Optional.ofNullable(forms.get(what)).ifPresent(form -> {
            Set<String> found = new TreeSet<>();
            form.differences(what, value(text), found);
            differences.addAll(found);
        });
    }

    /** Each place in which something was said in a form that was not recorded. */
    Set<String> differences() {
        return new TreeSet<>(differences);
    }
}
