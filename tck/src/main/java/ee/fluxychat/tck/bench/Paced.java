package ee.fluxychat.tck.bench;

import ee.fluxychat.tck.bench.load.LoadedRoom;
import ee.fluxychat.tck.bench.load.Saying;
import ee.fluxychat.tck.bench.load.Tally;
import ee.fluxychat.tck.bench.load.Tally.Sample;
import java.util.List;
import java.util.stream.Stream;

/** A hundred readers of a room in which messages come at a steady pace: how long after its due time one is heard. */
final class Paced implements Scenario {

    private static final int READERS = 100;

    @Override
    public void play(Stage stage) {
        play(stage, 50);
        play(stage, 100);
    }

    private static void play(Stage stage, int perSecond) {
        String name = "paced, " + READERS + " readers, " + perSecond + "/s";
        Tally tally = stage.tally();
        Load load = new Load(stage, tally);
        LoadedRoom room = stage.room(1 + READERS, 1, Saying.USUAL, tally);
        load.open(room, perSecond, stage.effort().warmUp());
        List<Sample> samples = Stream.generate(
                        () -> load.open(room, perSecond, stage.effort().run()))
                .limit(stage.effort().runs())
                .toList();
        stage.addLatencyAndLoad(name, samples);
        stage.finish(List.of(room));
    }
}
