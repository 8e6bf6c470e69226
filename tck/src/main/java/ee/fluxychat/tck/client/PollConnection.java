package ee.fluxychat.tck.client;

import ee.fluxychat.tck.client.Inbox.Closed;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hears a room by reading its newest page of history whenever somebody waits for news, and speaks over REST. Looks that show nothing new
 * leave no trace in the transcript. What it hears stands in no record for the check of order and loss: it listens only while it is asked.
 * Hearing is for one thread.
 */
final class PollConnection implements Connection {

    /** The page of history that clients ask for; the reference fails at larger ones. */
    private static final int PAGE = 50;

    /** More than is ever said between two looks, and not the memory of a machine. */
    private static final int MOST_MESSAGES = 20_000;

    /** What ends a conversation rather than blames the server. */
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 404);

    private final Person person;
    private final String path;
    private final String who;
    private final Inbox inbox;
    private final RestSpeech speech;
    private final PageComparison comparison = new PageComparison();
    private @Nullable Answer last;

    private PollConnection(Person person, String roomId, Inbox inbox, String who) {
        this.person = person;
        this.path = "/api/messages?roomId=" + roomId + "&limit=" + PAGE;
        this.who = who;
        this.inbox = inbox;
        this.speech = new RestSpeech(person, roomId, inbox);
    }

    /** Takes a first look, which is told as a frame {@code history}; a refused one is a {@link Mismatch}. */
    static PollConnection open(Person person, String roomId, Inbox inbox, String who) {
        PollConnection connection = new PollConnection(person, roomId, inbox, who);
        Fields first = connection.look(connection.path).is(200).json();
        connection.begins(first.objects("messages"), first.object("reactions"));
        inbox.fetches(connection::fetch);
        return connection;
    }

    private void begins(List<Fields> newestFirst, Fields reactions) {
        comparison.begins(newestFirst, reactions, newestFirst.size() >= PAGE);
        List<JsonObject> messages = new ArrayList<>();
        newestFirst.forEach(each -> messages.add(each.json()));
        Collections.reverse(messages);
        tell(Json.object("type", "history", "messages", messages, "reactions", reactions.json()));
    }

    private void fetch() {
        Answer answer = look(path);
        if (REFUSALS.contains(answer.status())) {
            inbox.ended(new Closed(Closed.CUT, "polling was answered with " + answer.status(), true));
            return;
        }
        Fields page = answer.is(200).json();
        List<Fields> seen = new ArrayList<>(page.objects("messages"));
        List<Fields> oldest = seen;
        while (oldest.size() >= PAGE && !comparison.reaches(oldest)) {
            oldest = older(oldest.get(oldest.size() - 1));
            seen.addAll(oldest);
            Expect.expect("how many messages of history are new", seen.size())
                    .toBe("no more than were said", each -> each <= MOST_MESSAGES);
        }
        comparison.news(seen, page.object("reactions"), oldest.size() >= PAGE).forEach(this::tell);
    }

    private List<Fields> older(Fields message) {
        String before = URLEncoder.encode(message.text("createdAt"), StandardCharsets.UTF_8);
        return look(path + "&before=" + before).is(200).json().objects("messages");
    }

    private void tell(JsonObject frame) {
        inbox.found(frame.toString(), person.transcript().lastRead());
    }

    private Answer look(String page) {
        String called = "GET " + page;
        String authorization = "Bearer " + person.token();
        Answer answer = person.http()
                .send(HttpRequest.newBuilder(person.http().uri(page)).header("Authorization", authorization), called);
        boolean isNew =
                last == null || last.status() != answer.status() || !last.body().equals(answer.body());
        if (isNew) {
            Transcript transcript = person.transcript();
            transcript.sent(who, called);
            transcript.witness().answered(Witness.Ear.of(who, authorization), "GET", page, "", answer);
            transcript.read(transcript.heard(who, answer.status() + " " + answer.body()));
            last = answer;
        }
        return answer;
    }

    @Override
    public void send(String text) {
        speech.says(text);
    }

    @Override
    public void close() {
        inbox.ended(new Closed(Closed.CUT, "", false));
    }

    @Override
    public void drop() {
        close();
    }
}
