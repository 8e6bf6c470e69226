package ee.fluxychat.tck.cases;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.HttpCall;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.client.RawSocket;
import ee.fluxychat.tck.client.RawSocket.RawFrame;
import ee.fluxychat.tck.target.Scene;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One handshake at a room's door, or what stands for it where there is no socket, and what came of it. */
record Knock(Answer answer, @Nullable RawSocket socket) {

    private static final int POLICY = 1008;

    /** Knocks with these headers; {@code query} is empty or begins with a question mark. */
    static Knock at(Scene scene, String roomId, String query, Map<String, String> headers) {
        RawSocket socket = scene.rawSocket("caller");
        return new Knock(socket.handshake("/ws/room/" + roomId + query, headers), socket);
    }

    /** Knocks with a person's token and nothing odd, in the way in which the people of the case listen. */
    static Knock by(Scene scene, Person person, String roomId) {
        return switch (scene.transport()) {
            case WS -> {
                Map<String, String> headers = RawSocket.upgradeHeaders();
                headers.put("Authorization", "Bearer " + person.token());
                yield at(scene, roomId, "", headers);
            }
            case SSE -> new Knock(atStream(scene, person, roomId).knocks(), null);
            case POLL -> new Knock(person.gets("/api/messages?roomId=" + roomId), null);
        };
    }

    /** A call for a room's event stream with a person's token, to be knocked with. */
    static HttpCall atStream(Scene scene, Person person, String roomId) {
        scene.requireStreams();
        return person.call("GET", "/rooms/" + roomId + "/stream").header("Accept", "text/event-stream");
    }

    /** Demands a session. */
    RawSocket isLetIn() {
        answer.is(101);
        return Objects.requireNonNull(socket);
    }

    /**
     * Demands that there is no session: by this status, or, which is worse for browsers but no hole, by a close frame 1008 before any
     * other.
     */
    Answer isRefused(int status) {
        try (socket) {
            if (socket == null || answer.status() != 101) {
                return answer.is(status);
            }
            RawFrame first = socket.next();
            if (first != null && (first.opcode() != RawSocket.CLOSE || first.closeCode() != POLICY)) {
                throw new Mismatch(answer.to(), "to be refused with " + status, "a session");
            }
            return answer;
        }
    }
}
