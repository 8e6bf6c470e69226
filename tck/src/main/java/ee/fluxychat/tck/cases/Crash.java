package ee.fluxychat.tck.cases;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.client.Unreachable;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A server killed while two people talk, and what is left of it: what was acknowledged over a socket and over REST, what a listener heard,
 * and history after the restart. Made once for all cases of the chapter.
 */
record Crash(
        String roomId,
        String silentRoomId,
        long edited,
        long deleted,
        long reacted,
        List<Said> echoed,
        Map<String, Long> answered,
        List<Said> heard,
        List<Fields> history) {

    static final int MESSAGES = 300;
    private static final int HEARD_BEFORE = 20;
    private static final int ANSWERED_BEFORE = 3;

    /** A message as somebody was told of it. */
    record Said(long id, String author, String content, String key, String createdAt) {

        static Said of(Fields message) {
            return new Said(
                    message.number("id"),
                    message.text("userId"),
                    message.text("content"),
                    message.says("clientMessageId") ? message.text("clientMessageId") : "",
                    message.text("createdAt"));
        }
    }

    /** Somebody posts over REST until the server is gone or nobody wants more. */
    private record Posting(Room room, Map<String, Long> answered, CountDownLatch some, AtomicBoolean isOver) {

        void goesOn(Person person) {
            for (int i = 0; i < MESSAGES && !isOver.get(); i++) {
                String key = "cmsg_crash-r" + i;
                try {
                    Answer answer = person.sends(
                            "POST",
                            "/messages",
                            Json.object("roomId", room.id(), "content", "rest " + i, "clientMessageId", key));
                    if (answer.status() == 200) {
                        answered.put(key, answer.json().object("message").number("id"));
                        some.countDown();
                    }
                } catch (Unreachable | Mismatch gone) {
                    return;
                }
            }
        }

        void awaitSome() {
            try {
                if (!some.await(1, TimeUnit.MINUTES)) {
                    throw new Mismatch("posts while a socket talks", "to be answered", "no answer within a minute");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    static Crash of(Scene scene) {
        scene.target().requireControl();
        return scene.once("a crash", () -> happen(scene));
    }

    static String socketKey(int number) {
        return "cmsg_crash-s" + number;
    }

    private static Crash happen(Scene scene) {
        Room silent = scene.room("bob", "dave");
        Participant dave = silent.enters("dave");
        Room room = scene.room("alice", "bob", "carol");
        Participant alice = room.enters("alice");
        long edited = alice.posts("to be edited").number("id");
        long deleted = alice.posts("to be deleted").number("id");
        long reacted = alice.posts("to be reacted to").number("id");
        change(alice, edited, deleted, reacted);
        Participant bob = room.entersWith(scene.person("bob"), "?replay=off");
        Map<String, Long> answered = new ConcurrentHashMap<>();
        Posting posting = new Posting(room, answered, new CountDownLatch(ANSWERED_BEFORE), new AtomicBoolean());
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<Void> done =
                    CompletableFuture.runAsync(() -> posting.goesOn(scene.person("carol")), pool);
            for (int i = 0; i < MESSAGES; i++) {
                alice.says("message", "userId", alice.id(), "content", "socket " + i, "clientMessageId", socketKey(i));
            }
            List<Frame> echoed = new ArrayList<>(hearsSome(alice));
            List<Frame> heard = new ArrayList<>(hearsSome(bob));
            posting.awaitSome();
            posting.isOver().set(true);
            scene.target().crash();
            echoed.addAll(alice.hearsToTheEnd());
            heard.addAll(bob.hearsToTheEnd());
            dave.hearsToTheEnd();
            AtOnce.ended(done);
            List<Fields> history = new ArrayList<>();
            room.walk(scene.person("bob"), 200).forEach(each -> history.add(0, each));
            return new Crash(
                    room.id(),
                    silent.id(),
                    edited,
                    deleted,
                    reacted,
                    said(echoed).stream()
                            .filter(each -> each.author().equals(alice.id()))
                            .toList(),
                    new LinkedHashMap<>(answered),
                    said(heard),
                    history);
        } finally {
            pool.shutdownNow();
        }
    }

    private static void change(Participant alice, long edited, long deleted, long reacted) {
        alice.says("edit", "messageId", edited, "content", "edited");
        alice.hears("edit");
        alice.says("delete", "messageId", deleted);
        alice.hears("delete");
        alice.says("reaction", "messageId", reacted, "emoji", "👍");
        alice.hears("reaction");
        alice.says("read", "messageId", reacted);
        alice.hears("read");
    }

    private static List<Frame> hearsSome(Participant listener) {
        int[] echoes = {0};
        return listener.hearsBurst(
                HEARD_BEFORE + " messages",
                frame -> frame.is("message")
                        && frame.text("content").startsWith("socket")
                        && ++echoes[0] == HEARD_BEFORE);
    }

    private static List<Said> said(List<Frame> frames) {
        return frames.stream()
                .filter(each -> each.is("message"))
                .map((Frame each) -> Said.of(each))
                .toList();
    }

    /** The room where they talked. */
    Room room(Scene scene) {
        return scene.roomCalled(roomId);
    }

    /** A room where nobody said anything. */
    Room silent(Scene scene) {
        return scene.roomCalled(silentRoomId);
    }

    /** History, oldest first. */
    List<Said> stored() {
        return history.stream().map(Said::of).toList();
    }
}
