package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Participant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Talk that goes on while somebody comes in. */
final class Meanwhile {

    /** Fewer than a snapshot has. */
    private static final int TALK = 20;

    private Meanwhile() {}

    /** Has somebody talk without waiting; who comes meanwhile is told all of it, as the past or live. */
    static void isToldWhole(Participant talker, Supplier<Participant> comes) {
        List<String> said = new ArrayList<>();
        for (int i = 0; i < TALK; i++) {
            said.add("meanwhile " + i);
            talker.mutters("meanwhile " + i);
        }
        Participant newcomer = comes.get();
        said.add("meanwhile the last");
        talker.posts("meanwhile the last");

        Stream<Frame> live = Stream.concat(
                newcomer.greeting().stream().filter(each -> each.is("message")),
                newcomer.hearsBeforeMarkerOf(talker, "message").stream());
        said.removeAll(live.map(each -> each.text("content")).toList());
        said.removeAll(texts(newcomer.greeted("history").objects("messages")));
        expect("texts that are neither in history nor told live", said).toBe(List.of());
    }

    private static List<String> texts(List<Fields> messages) {
        return messages.stream().map(each -> each.text("content")).toList();
    }
}
