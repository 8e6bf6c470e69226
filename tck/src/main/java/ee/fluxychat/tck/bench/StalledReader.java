package ee.fluxychat.tck.bench;

import ee.fluxychat.tck.bench.load.CannotMeasure;
import ee.fluxychat.tck.bench.load.Crowd;
import ee.fluxychat.tck.bench.load.LoadedRoom;
import ee.fluxychat.tck.bench.load.Tally;
import ee.fluxychat.tck.bench.load.Tally.Sample;
import ee.fluxychat.tck.bench.load.Violation;
import ee.fluxychat.tck.socket.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A hundred readers of 8 kB messages, with and without one more who has stopped reading: what the others notice of it, and
 * how it ends for the one. Runs with and without take turns, so that a slow moment of the machine hits both.
 */
final class StalledReader implements Scenario {

    private static final String NAME = "stalled, 100 readers, 8 kB, ";
    private static final int READERS = 100;
    private static final int PER_SECOND = 100;

    /** 2,600 characters of three bytes: with its envelope a frame of about 8 kB, within the limit of 4,000 units. */
    private static final String CONTENT = "\u8a9e".repeat(2_600);

    /** In seconds; at 0.8 MB a second this fills every buffer a server may hide. */
    private static final int LONGEST_STALL = 60;

    private final List<Sample> alone = new ArrayList<>();
    private final List<Sample> beside = new ArrayList<>();
    private final List<Double> secondsToDrop = new ArrayList<>();
    private final List<Double> codes = new ArrayList<>();

    @Override
    public void play(Stage stage) {
        Tally tally = stage.tally();
        Load load = new Load(stage, tally);
        LoadedRoom room = stage.room(1 + READERS, 1, CONTENT, tally);
        load.open(room, PER_SECOND, stage.effort().warmUp());
        double before = liveMegabytes(stage);
        for (int run = 0; run < stage.effort().runs(); run++) {
            alone.add(load.open(room, PER_SECOND, stage.effort().run()));
            playBeside(stage, load, room);
        }
        report(stage.figures());
        if (stage.process().isPresent()) {
            stage.figures().add(NAME + "server", "live heap before", "MB", before);
            stage.figures().add(NAME + "server", "live heap after", "MB", liveMegabytes(stage));
        }
        stage.finish(List.of(room));
    }

    private void playBeside(Stage stage, Load load, LoadedRoom room) {
        Crowd sleeper = new Crowd();
        Link link = stage.loop().connectNarrow(stage.target().door(room.id(), stage.stranger()), 0, sleeper);
        if (!stage.loop().runUntil(() -> sleeper.joined() == 1, stage.effort().patience())) {
            throw new CannotMeasure("The reader that is to stall could not join");
        }
        int departures = room.departures();
        link.stopReading();
        long stalledAt = System.nanoTime();
        beside.add(load.open(room, PER_SECOND, stage.effort().run()));
        talkUntilDropped(load, room, departures, stalledAt);
        link.readOnSilently();
        if (!stage.loop().runUntil(() -> sleeper.gone() == 1, stage.effort().patience())) {
            throw new Violation("The reader that stopped reading left the room, but its connection was not closed");
        }
        codes.add((double) sleeper.lastCode());
    }

    /** The others are told when the one is dropped, since nobody else of that name is in the room. */
    private void talkUntilDropped(Load load, LoadedRoom room, int departures, long stalledAt) {
        while (room.departures() == departures) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - stalledAt);
            if (seconds > LONGEST_STALL) {
                throw new Violation("A reader that had stopped reading for " + seconds + " s while " + PER_SECOND
                        + " messages of 8 kB came every second was not dropped");
            }
            load.open(room, PER_SECOND, Duration.ofSeconds(1));
        }
        secondsToDrop.add((room.lastDepartureNanos() - stalledAt) / 1e9);
    }

    private void report(Figures figures) {
        figures.add(NAME + "none", "latency p50", "ms", alone, Sample::p50);
        figures.add(NAME + "one", "latency p50", "ms", beside, Sample::p50);
        figures.add(NAME + "none", "latency p99", "ms", alone, Sample::p99);
        figures.add(NAME + "one", "latency p99", "ms", beside, Sample::p99);
        figures.add(NAME + "none", "frame", "bytes", alone, Sample::frameBytes);
        figures.add(new Figure(NAME + "one", "the stalled is dropped after", "s", secondsToDrop));
        figures.add(new Figure(NAME + "one", "close code of the stalled", "", codes));
    }

    private static double liveMegabytes(Stage stage) {
        return stage.process()
                .map(process -> process.memory().liveBytes() / 1e6)
                .orElse(0.0);
    }
}
