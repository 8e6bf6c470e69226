package ee.fluxychat.tck.bench;

import ee.fluxychat.tck.bench.load.LoadedRoom;
import ee.fluxychat.tck.bench.load.Saying;
import ee.fluxychat.tck.bench.load.Tally;
import ee.fluxychat.tck.bench.load.Tally.Sample;
import java.util.List;

/** One sender, many readers, some messages in flight: how many deliveries a second one room carries. */
final class FanOut implements Scenario {

    @Override
    public void play(Stage stage) {
        stage.effort().readers().forEach(readers -> play(stage, readers));
    }

    private static void play(Stage stage, int readers) {
        Tally tally = stage.tally();
        LoadedRoom room = stage.room(1 + readers, 1, Saying.USUAL, tally);
        stage.effort().windows().forEach(window -> play(stage, room, readers, tally, window));
        stage.finish(List.of(room));
    }

    private static void play(Stage stage, LoadedRoom room, int readers, Tally tally, int window) {
        String name = "fan-out, " + readers + " readers, window " + window;
        List<Sample> samples = new Load(stage, tally).closed(List.of(room), window);
        Figures figures = stage.figures();
        figures.add(name, "deliveries", "/s", samples, Sample::deliveries);
        figures.add(name, "frame", "bytes", samples, Sample::frameBytes);
        stage.addLatencyAndLoad(name, samples);
    }
}
