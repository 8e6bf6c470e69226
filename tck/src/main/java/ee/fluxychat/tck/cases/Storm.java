package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Eight people talk at once without waiting for answers while twenty connections listen, and what all of them and history tell of it
 * afterwards. Made once for all cases of a chapter.
 */
record Storm(String roomId, int each, List<List<Heard>> readers, List<Long> seqs, List<Heard> history) {

    private static final String TEXT = "text ";

    static final int TALKERS = 8;
    private static final int READERS = 20;

    /** How much each talker says where only some listen: enough for more than one page of history. */
    private static final int SMALL = 25;

    /** One message as somebody was told of it. */
    record Heard(long id, String author, String content) {

        static Heard of(Fields message) {
            return new Heard(message.number("id"), message.text("userId"), message.text("content"));
        }

        static Heard ofEvent(Fields event) {
            Fields payload = event.object("payload");
            return new Heard(event.number("messageId"), payload.text("userId"), payload.text("content"));
        }

        private static List<Heard> all(List<Frame> frames) {
            return frames.stream().map((Frame each) -> of(each)).toList();
        }

        @Override
        public String toString() {
            return "message " + id + ", \"" + content + "\" of " + author;
        }
    }

    /** Where the first reader hears a message of somebody that is not the next he said, and what is heard there. */
    record OutOfTurn(int index, String author, String due, String heard) {}

    /** All talk over sockets. */
    static Storm overSockets(Scene scene) {
        return scene.once("storm over sockets", () -> raise(scene, TALKERS));
    }

    /** What is heard over the transport of the case; where that is no WebSocket, of a small one, and beside somebody who has one. */
    static Storm heardAs(Scene scene) {
        Transport transport = scene.transport();
        if (transport == Transport.WS) {
            return overSockets(scene);
        }
        return scene.target().once("storm heard over " + transport.word(), () -> {
            if (transport == Transport.SSE) {
                // found out before the storm is paid for
                scene.requireStreams();
            }
            return raise(
                    scene,
                    TALKERS,
                    Math.min(SMALL, scene.target().burst()),
                    List.of(transport, Transport.WS, transport));
        });
    }

    /** Half of them talk over sockets, the others over REST. */
    static Storm mixed(Scene scene) {
        return scene.once("storm over sockets and REST", () -> raise(scene, TALKERS / 2));
    }

    private static Storm raise(Scene scene, int overSockets) {
        // below the protocol's 60 a minute where limits are on
        int each = scene.hasRateLimits()
                ? Math.min(50, scene.target().burst())
                : scene.target().burst();
        return raise(scene, overSockets, each, Collections.nCopies(READERS, Transport.WS));
    }

    private static Storm raise(Scene scene, int overSockets, int each, List<Transport> listening) {
        String[] cast = IntStream.range(0, TALKERS).mapToObj(i -> "talker" + i).toArray(String[]::new);
        Room room = scene.room(cast);
        List<Participant> readers = IntStream.range(0, listening.size())
                .mapToObj(i -> room.entersOver(listening.get(i), scene.person(cast[i % TALKERS])))
                .toList();
        List<Participant> talkers = IntStream.range(0, overSockets)
                .mapToObj(i -> room.entersOver(Transport.WS, scene.person(cast[i])))
                .toList();
        List<Person> posters = IntStream.range(overSockets, TALKERS)
                .mapToObj(i -> scene.person(cast[i]))
                .toList();
        talk(talkers, posters, room, each);
        List<List<Frame>> heard =
                readers.stream().map(reader -> listen(reader, TALKERS * each)).toList();
        List<Heard> history = new ArrayList<>();
        room.walk(scene.person(cast[0]), 200).forEach(message -> history.add(0, Heard.of(message)));
        List<Long> seqs = heard.get(0).stream()
                .map(frame -> frame.has("seq") ? frame.number("seq") : -1)
                .toList();
        Storm storm = new Storm(room.id(), each, heard.stream().map(Heard::all).toList(), seqs, history);
        storm.outOfTurn(scene).ifPresent(wrong -> scene.transcript()
                .read(heard.get(0).get(wrong.index()).line()));
        return storm;
    }

    /** Everybody says so many texts, all at once; over sockets without waiting for answers. */
    private static void talk(List<Participant> talkers, List<Person> posters, Room room, int each) {
        ExecutorService pool = Executors.newFixedThreadPool(TALKERS);
        try {
            List<CompletableFuture<Void>> posting = posters.stream()
                    .map(person -> CompletableFuture.runAsync(() -> post(person, room, each), pool))
                    .toList();
            for (int i = 0; i < each; i++) {
                for (Participant talker : talkers) {
                    talker.mutters(text(i));
                }
            }
            posting.forEach(AtOnce::ended);
            talkers.forEach(talker -> requireAllTold(talker, text(each - 1)));
        } finally {
            pool.shutdownNow();
        }
    }

    /** A refusal or a closed connection is the better explanation than a message that nobody heard. */
    private static void requireAllTold(Participant talker, String last) {
        List<Frame> heard = talker.hearsBurst(
                "its own " + last + " or a refusal",
                frame -> frame.is("error") || (frame.is("message") && isBy(talker, frame, last)));
        Frame end = heard.get(heard.size() - 1);
        expect("what a talker hears", end.type() + ": " + end).toBe("no refusal", each -> !end.is("error"));
    }

    private static boolean isBy(Participant talker, Frame message, String text) {
        return message.text("userId").equals(talker.id())
                && message.text("content").equals(text);
    }

    private static void post(Person person, Room room, int each) {
        for (int i = 0; i < each; i++) {
            person.posts("/messages", "roomId", room.id(), "content", text(i)).is(200);
        }
    }

    private static String text(int number) {
        return TEXT + number;
    }

    private static List<Frame> listen(Participant reader, int messages) {
        int[] count = {0};
        return reader
                .hearsBurst(messages + " messages", frame -> frame.is("message") && ++count[0] == messages)
                .stream()
                .filter(frame -> frame.is("message"))
                .toList();
    }

    /** The first reader's list, to which all others are compared. */
    List<Heard> first() {
        return readers.get(0);
    }

    /** The first message that is heard out of its sender's turn, if one is. */
    Optional<OutOfTurn> outOfTurn(Scene scene) {
        return IntStream.range(0, TALKERS)
                .mapToObj(i -> scene.target().home().userId("talker" + i))
                .flatMap(talker -> outOfTurn(talker).stream())
                .min(Comparator.comparingInt(OutOfTurn::index));
    }

    private Optional<OutOfTurn> outOfTurn(String author) {
        int due = 0;
        for (int index = 0; index < first().size(); index++) {
            Heard heard = first().get(index);
            if (heard.author().equals(author)) {
                if (!heard.content().equals(text(due))) {
                    return Optional.of(new OutOfTurn(index, author, text(due), instead(author, text(due), index)));
                }
                due++;
            }
        }
        return due == each
                ? Optional.empty()
                : Optional.of(new OutOfTurn(first().size() - 1, author, text(due), "nothing more of it is heard"));
    }

    private String instead(String author, String due, int index) {
        for (int i = 0; i < first().size(); i++) {
            Heard later = first().get(i);
            if (later.author().equals(author) && later.content().equals(due)) {
                return i < index
                        ? author + " is heard saying " + named(index) + " after " + named(i)
                        : author + " sent " + named(i) + " first, but " + named(index) + " is heard before it";
            }
        }
        return named(index) + " of " + author + ", and never the other";
    }

    private String named(int index) {
        Heard heard = first().get(index);
        long seq = seqs.get(index);
        return "message " + heard.id() + (seq < 0 ? "" : " (seq " + seq + ")") + ", \"" + heard.content() + "\",";
    }
}
