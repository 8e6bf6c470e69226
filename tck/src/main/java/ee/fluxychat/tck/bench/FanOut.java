package ee.fluxychat.tck.bench;

import ee.fluxychat.tck.bench.load.LoadedRoom;
import ee.fluxychat.tck.bench.load.Saying;
import ee.fluxychat.tck.bench.load.Tally;
import ee.fluxychat.tck.bench.load.Tally.Sample;
import java.util.List;

/** One sender, many readers, eight messages in flight: how many deliveries a second one room carries. */
final class FanOut implements Scenario {

    private static final int WINDOW = 8;

    @Override
    public void play(Stage stage) {
        stage.effort().readers().forEach(readers -> play(stage, readers));
    }

    private static void play(Stage stage, int readers) {
        String name = "fan-out, " + readers + " readers";
        Tally tally = stage.tally();
        LoadedRoom room = stage.room(1 + readers, 1, Saying.USUAL, tally);
        List<Sample> samples = new Load(stage, tally).closed(List.of(room), WINDOW);
        Figures figures = stage.figures();
        figures.add(name, "deliveries", "/s", samples, Sample::deliveries);
        figures.add(name, "frame", "bytes", samples, Sample::frameBytes);
        stage.addLatencyAndLoad(name, samples);
        stage.finish(List.of(room));
    }
}
