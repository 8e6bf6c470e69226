package ee.fluxychat.tck.bench;

import ee.fluxychat.tck.bench.load.LoadedRoom;
import ee.fluxychat.tck.bench.load.Pace;
import ee.fluxychat.tck.bench.load.Tally;
import ee.fluxychat.tck.bench.load.Tally.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The two ways to load rooms: a closed window, which finds the limit, and an open loop, which finds the delay. */
final class Load {

    private final Stage stage;
    private final Tally tally;

    Load(Stage stage, Tally tally) {
        this.stage = stage;
        this.tally = tally;
    }

    /** Keeps so many messages in flight in every room, through the warm-up and all runs; one sample per run. */
    List<Sample> closed(List<LoadedRoom> rooms, int window) {
        rooms.forEach(room -> room.keepInFlight(window));
        stage.loop().runFor(stage.effort().warmUp());
        List<Sample> samples = new ArrayList<>();
        for (int run = 0; run < stage.effort().runs(); run++) {
            tally.restart();
            stage.loop().runFor(stage.effort().run());
            samples.add(tally.sample());
        }
        stage.drain(rooms);
        return samples;
    }

    /** Says so many messages a second whether or not the target keeps up, then waits until all are heard. */
    Sample open(LoadedRoom room, int perSecond, Duration time) {
        tally.restart();
        Pace pace = new Pace(System.nanoTime(), perSecond);
        int messages = (int) (time.toMillis() * perSecond / 1_000);
        for (int message = 0; message < messages; message++) {
            long due = pace.due(message);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                stage.loop().turn(left);
            }
            room.say(due);
        }
        stage.drain(List.of(room));
        return tally.sample();
    }
}
