package ee.fluxychat.tck.client;

import ee.fluxychat.tck.history.HistoryRecorder;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** One HTTP request before it is sent. Not thread-safe; sent once. */
public final class HttpCall {

    private final Http http;
    private final Transcript transcript;
    private final String who;
    private final String method;
    private final String path;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private byte[] body = new byte[0];
    private String user = "";
    private String project = "";

    HttpCall(Http http, Transcript transcript, String who, String method, String path) {
        this.http = http;
        this.transcript = transcript;
        this.who = who;
        this.method = method;
        this.path = path;
    }

    /** Is this person's call, in whose name the history records it. */
    HttpCall of(Person person) {
        user = person.id();
        project = person.project();
        return this;
    }

    /** Sets a header. */
    public HttpCall header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Shows a token. */
    public HttpCall bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    /** Carries a JSON value. */
    public HttpCall json(JsonValue value) {
        return text(value.toString());
    }

    /** Carries this very text and calls it JSON, whatever it is. */
    public HttpCall text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Carries these very bytes and calls them JSON. */
    public HttpCall bytes(byte[] bytes) {
        body = bytes.clone();
        return headers.containsKey("Content-Type") ? this : header("Content-Type", "application/json");
    }

    /** Sends it and hangs up as soon as an event stream begins, whose events are not waited for; any other answer is read to its end. */
    public Answer knocks() {
        EventStream stream = opens();
        stream.close();
        return stream.answer();
    }

    /** Sends it, to read the answer's events as they come, if it is an event stream. */
    EventStream opens() {
        String called = method + " " + path;
        transcript.sent(who, called);
        HttpRequest.Builder request = HttpRequest.newBuilder(http.uri(path)).GET();
        headers.forEach(request::header);
        EventStream stream = EventStream.begun(called, http.open(request, called), http.patience());
        Answer answer = stream.answer();
        if (!stream.isOpen()) {
            transcript
                    .witness()
                    .answered(Witness.Ear.of(who, headers.getOrDefault("Authorization", "")), method, path, "", answer);
        }
        transcript.read(transcript.heard(who, (answer.status() + " " + answer.body()).strip()));
        return stream;
    }

    /** Sends it and waits for the answer. */
    public Answer send() {
        String called = method + " " + path;
        String said = new String(body, StandardCharsets.UTF_8);
        transcript.sent(who, (called + " " + said).strip());
        HistoryRecorder.Answered recorded = transcript.history().asks(user, project, method, path, said);
        HttpRequest.Builder request = HttpRequest.newBuilder(http.uri(path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        Answer answer = http.send(request, called);
        transcript
                .witness()
                .answered(Witness.Ear.of(who, headers.getOrDefault("Authorization", "")), method, path, said, answer);
        transcript.read(transcript.heard(who, answer.status() + " " + answer.body()));
        recorded.answered(answer.status(), answer.body());
        return answer;
    }
}
