package ee.fluxychat.tck.cases;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.HttpCall;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The client side of a session that the reference's own SDK once held, played again with fresh ids and a fresh token: every request and
 * frame as it was recorded, in the recorded order.
 */
final class SdkSession {

    private static final String RECORDED = "/sdk-session.jsonl";

    private final Room room;
    private final Person user;
    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<Frame> heard = new ArrayList<>();
    private final List<String> recordedTypes = new ArrayList<>();
    private String before = "";
    private long message;
    private @Nullable Participant connection;

    /** One request of the session, as it was recorded and without its query, and what it was answered. */
    record Exchange(String request, Answer answer) {}

    private SdkSession(Scene scene) {
        room = scene.room("alice", "bob");
        user = scene.person("alice");
        Participant bob = room.enters("bob");
        for (int i = 0; i < 5; i++) { // so that there is more than the two messages that the session asks for
            before = bob.posts("before the session " + i).text("createdAt");
        }
    }

    /** Plays the session; made once for all cases. */
    static SdkSession playedAt(Scene scene) {
        return scene.once("the session of the SDK", () -> {
            SdkSession session = new SdkSession(scene);
            lines().forEach(session::play);
            return session;
        });
    }

    private static List<Fields> lines() {
        try (InputStream in = SdkSession.class.getResourceAsStream(RECORDED)) {
            String text = new String(Objects.requireNonNull(in, RECORDED).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .map(each -> Json.fields("a recorded line", each))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void play(Fields line) {
        Fields payload = line.object("payload");
        boolean isSent = line.text("dir").equals(">");
        if (line.text("channel").equals("http")) {
            if (isSent) {
                request(payload);
            }
        } else if (payload.has("open")) {
            String path = filled(payload.text("open"));
            connection = room.entersWith(user, path.substring(path.indexOf('?')));
        } else if (payload.has("close")) {
            listenToTheEnd();
        } else if (isSent) {
            Objects.requireNonNull(connection).saysText(filled(payload.toString()));
        } else {
            recordedTypes.add(payload.text("type"));
        }
    }

    private void request(Fields recorded) {
        String method = recorded.text("method");
        String path = recorded.text("path");
        HttpCall call = user.call(method, filled(path));
        Answer answer = (recorded.has("body") ? call.text(filled(recorded.text("body"))) : call).send();
        exchanges.add(new Exchange(method + " " + path.replaceFirst("[?].*", ""), answer));
        if (method.equals("POST") && path.equals("/messages")) {
            message = answer.is(200).json().object("message").number("id");
        }
    }

    private String filled(String recorded) {
        return recorded.replace("{room}", room.id())
                .replace("{user}", user.id())
                .replace("{token}", user.token())
                .replace("{key}", "cmsg_" + room.id())
                .replace("{before}", URLEncoder.encode(before, StandardCharsets.UTF_8))
                .replace("{message}", String.valueOf(message));
    }

    private void listenToTheEnd() {
        Participant listener = Objects.requireNonNull(connection);
        heard.addAll(listener.greeting());
        listener.says("ping");
        heard.addAll(listener.hearsUpTo("pong"));
    }

    /** Every request with its answer. */
    List<Exchange> exchanges() {
        return exchanges;
    }

    /** Every frame that came. */
    List<Frame> heard() {
        return heard;
    }

    /** The types of the frames that came in the recorded session. */
    List<String> recordedTypes() {
        return recordedTypes;
    }

    /** The id of the message that the session posts. */
    long message() {
        return message;
    }
}
