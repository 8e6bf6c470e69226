package ee.fluxychat.tck.target;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.client.Transport;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A room of one case. Immutable. */
public final class Room {

    /** More than is ever said in a room of the kit, and not the memory of a machine. */
    private static final int MOST_MESSAGES = 20_000;

    private final Scene scene;
    private final String id;

    Room(Scene scene, String id) {
        this.scene = scene;
        this.id = id;
    }

    /** The room id. */
    public String id() {
        return id;
    }

    /** Lets a person of the cast in, by a new connection without options. */
    public Participant enters(String name) {
        return enters(scene.person(name));
    }

    /** Lets a person in, by a new connection without options. */
    public Participant enters(Person person) {
        return entersOver(scene.transport(), person);
    }

    /** Lets a person in over this transport, whichever the case is played over. */
    public Participant entersOver(Transport transport, Person person) {
        if (transport == Transport.SSE) {
            scene.requireStreams();
            scene.wake(this, person);
        } else if (transport == Transport.WS) {
            scene.awake(this, person);
        }
        return scene.present(Participant.enter(person, id, scene.connectionName(person), transport));
    }

    /** Lets a person in over a WebSocket; {@code query} begins with a question mark. */
    public Participant entersWith(Person person, String query) {
        return scene.present(Participant.enter(person, id, scene.connectionName(person), query));
    }

    /** Takes up an event stream after the event of this id. */
    public Participant resumesStream(Person person, String lastEventId) {
        return scene.present(Participant.resume(person, id, scene.connectionName(person), lastEventId));
    }

    /** As {@link #entersWith}, without waiting for the greeting. */
    public Participant opensWith(Person person, String query) {
        return scene.present(Participant.open(person, id, scene.connectionName(person), query));
    }

    /** Lets a person, who need not have entered, post over REST; answers the stored message. */
    public Fields posts(Person speaker, String content) {
        return speaker.posts("/messages", "roomId", id, "content", content)
                .is(200)
                .json()
                .object("message");
    }

    /** The newest messages, newest first. */
    public List<Fields> history(Person reader) {
        return page(reader, "").objects("messages");
    }

    /** The newest messages' texts, newest first. */
    public List<String> texts(Person reader) {
        return history(reader).stream().map(each -> each.text("content")).toList();
    }

    /** A page of history; {@code query} begins with an ampersand. */
    public Fields page(Person reader, String query) {
        return reader.gets("/api/messages?roomId=" + id + query).is(200).json();
    }

    /** Every message, newest first, by walking back page by page as the SDK does. */
    public List<Fields> walk(Person reader, int pageSize) {
        List<Fields> all = new ArrayList<>();
        List<Fields> page = page(reader, "&limit=" + pageSize).objects("messages");
        while (!page.isEmpty()) {
            all.addAll(page);
            expect("how many messages of history are walked over", all.size())
                    .toBe("no more than were said", each -> each <= MOST_MESSAGES);
            page = older(reader, page, pageSize);
        }
        return all;
    }

    /** The page before this one; one that goes no further back would be walked for ever, and is a {@link Mismatch}. */
    public List<Fields> older(Person reader, List<Fields> page, int pageSize) {
        String oldest = page.get(page.size() - 1).text("createdAt");
        String before = URLEncoder.encode(oldest, StandardCharsets.UTF_8);
        List<Fields> older =
                page(reader, "&limit=" + pageSize + "&before=" + before).objects("messages");
        if (!older.isEmpty() && older.get(older.size() - 1).text("createdAt").compareTo(oldest) >= 0) {
            throw new Mismatch(
                    "the oldest message of a page before " + oldest,
                    "older than that",
                    older.get(older.size() - 1).text("createdAt"));
        }
        return older;
    }

    /** Deletes it, where the target offers that. */
    public void isDeletedBy(Person admin) {
        if (admin.deletes("/rooms/" + id).is(200, 404, 405).status() != 200) {
            throw new Skipped("target does not offer DELETE /rooms/{id}");
        }
    }

    /** The user ids of the members. */
    public List<String> members(Person reader) {
        return reader.gets("/rooms/" + id + "/members").is(200).json().objects("members").stream()
                .map(each -> each.text("userId"))
                .toList();
    }
}
