package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** A room with more messages than a page or a snapshot may have, and what was said there. Made once for all cases that look at it. */
record LongTalk(String roomId, List<String> newestFirst) {

    // together more than 500, each of them below the protocol's 60 a minute
    private static final int TALKERS = 9;
    private static final int EACH = 56;

    static LongTalk heldAt(Scene scene) {
        return scene.once("a long talk", () -> hold(scene));
    }

    private static LongTalk hold(Scene scene) {
        String[] cast = IntStream.range(0, TALKERS).mapToObj(i -> "talker" + i).toArray(String[]::new);
        Room room = scene.room(cast);
        List<String> said = new ArrayList<>();
        for (String each : cast) {
            Participant talker = room.entersWith(scene.person(each), "?replay=off");
            for (int i = 0; i < EACH; i++) {
                said.add("line " + said.size());
                talker.mutters(said.get(said.size() - 1));
            }
            requireTold(talker, said.get(said.size() - 1));
            talker.leaves();
        }
        Collections.reverse(said);
        return new LongTalk(room.id(), List.copyOf(said));
    }

    private static void requireTold(Participant talker, String last) {
        List<Frame> heard = talker.hearsBurst(
                "its own " + last + " or a refusal",
                frame -> frame.is("error")
                        || (frame.is("message") && frame.text("content").equals(last)));
        Frame end = heard.get(heard.size() - 1);
        expect("what a talker hears", end.type() + ": " + end).toBe("no refusal", each -> !end.is("error"));
    }

    Room room(Scene scene) {
        return scene.roomCalled(roomId);
    }

    /** Somebody who may read all of it. */
    static Person reader(Scene scene) {
        return scene.person("talker0");
    }

    /** The so many newest texts, newest first. */
    List<String> newest(int count) {
        return newestFirst.subList(0, Math.min(count, newestFirst.size()));
    }
}
