package ee.fluxychat.tck.bench;

import ee.fluxychat.tck.bench.load.LoadedRoom;
import ee.fluxychat.tck.bench.load.Saying;
import ee.fluxychat.tck.bench.load.Tally;
import ee.fluxychat.tck.bench.load.Tally.Sample;
import java.util.List;

/** One sender alone in a room hears the own messages come back, each of them stored: acknowledgements a second. */
final class Acknowledgements implements Scenario {

    @Override
    public void play(Stage stage) {
        play(stage, 1);
        play(stage, 64);
    }

    private static void play(Stage stage, int window) {
        String name = "acks, window " + window;
        Tally tally = stage.tally();
        LoadedRoom room = stage.room(1, 1, Saying.USUAL, tally);
        List<Sample> samples = new Load(stage, tally).closed(List.of(room), window);
        stage.figures().add(name, "acknowledged messages", "/s", samples, Sample::echoes);
        stage.addLatencyAndLoad(name, samples);
        stage.finish(List.of(room));
    }
}
