package ee.fluxychat.tck.bench;

import ee.fluxychat.tck.bench.load.LoadedRoom;
import ee.fluxychat.tck.bench.load.Saying;
import ee.fluxychat.tck.bench.load.Tally;
import ee.fluxychat.tck.bench.load.Tally.Sample;
import java.util.List;
import java.util.stream.Stream;

/** Two hundred rooms of ten who all speak in turn: messages a second over all rooms. */
final class ManyRooms implements Scenario {

    private static final String NAME = "200 rooms of 10";
    private static final int ROOMS = 200;
    private static final int LINKS = 10;

    /** 400 messages in flight in all keep any server busy; more would only lengthen its queues. */
    private static final int WINDOW = 2;

    @Override
    public void play(Stage stage) {
        Tally tally = stage.tally();
        List<LoadedRoom> rooms = Stream.generate(() -> stage.room(LINKS, LINKS, Saying.USUAL, tally))
                .limit(ROOMS)
                .toList();
        List<Sample> samples = new Load(stage, tally).closed(rooms, WINDOW);
        stage.figures().add(NAME, "messages", "/s", samples, Sample::echoes);
        stage.addLatencyAndLoad(NAME, samples);
        stage.finish(rooms);
    }
}
