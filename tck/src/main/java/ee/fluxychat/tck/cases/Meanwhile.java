package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Participant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Talk that goes on while people come in. */
final class Meanwhile {

    /** Each comes with five texts and a marker: no more in all than a snapshot has, nor than a minute allows. */
    private static final int NEWCOMERS = 6;

    private Meanwhile() {}

    /**
     * Has somebody talk without waiting while one after another comes; each is told all that was said, as the past or live. {@code greeted}
     * answers what a newcomer is told until he is in.
     */
    static void isToldWhole(
            Participant talker, Supplier<Participant> comes, Function<Participant, List<Frame>> greeted) {
        List<String> said = new ArrayList<>();
        for (int i = 0; i < NEWCOMERS; i++) {
            says(talker, said, 2);
            Participant newcomer = comes.get();
            says(talker, said, 2);
            List<Frame> told = new ArrayList<>(greeted.apply(newcomer));
            says(talker, said, 1);
            told.addAll(newcomer.hearsBeforeMarkerOf(talker, "message"));

            List<String> missing = new ArrayList<>(said);
            missing.removeAll(past(told));
            told.stream().filter(each -> each.is("message")).forEach(each -> missing.remove(each.text("content")));
            expect("texts that a newcomer is told neither of the past nor live", missing)
                    .toBe(List.of());
        }
    }

    private static void says(Participant talker, List<String> said, int texts) {
        for (int i = 0; i < texts; i++) {
            said.add("meanwhile " + said.size());
            talker.mutters(said.get(said.size() - 1));
        }
    }

    private static List<String> past(List<Frame> told) {
        return told.stream()
                .filter(each -> each.is("history"))
                .findFirst()
                .orElseThrow(() -> new Mismatch("what a newcomer hears", "history", told.toString()))
                .objects("messages")
                .stream()
                .map(each -> each.text("content"))
                .toList();
    }
}
