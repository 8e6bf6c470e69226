package ee.fluxychat.tck.bench;

import ee.fluxychat.tck.bench.ServerProcess.Memory;
import ee.fluxychat.tck.bench.load.CannotMeasure;
import ee.fluxychat.tck.bench.load.Crowd;
import ee.fluxychat.tck.bench.load.Violation;
import ee.fluxychat.tck.socket.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Thousands of connections on which nobody speaks: what each costs the server in memory. */
final class IdleConnections implements Scenario {

    /** Small enough that telling the others of each newcomer stays cheap. */
    private static final int PER_ROOM = 100;

    @Override
    public void play(Stage stage) {
        ServerProcess process = stage.process()
                .orElseThrow(() -> new CannotMeasure("Scenario idle looks into the server: it needs --server-pid"));
        leave(stage, enter(stage, PER_ROOM)); // so that the first connection's classes and pools are not counted
        Memory before = process.memory();
        Gathering gathering = enter(stage, stage.effort().idle());
        stage.loop().runFor(stage.effort().run());
        Memory after = process.memory();
        report(stage, before, after);
        if (gathering.crowd().gone() > 0) {
            throw new Violation(gathering.crowd().gone() + " idle connections were closed by the target");
        }
        leave(stage, gathering);
    }

    private static void report(Stage stage, Memory before, Memory after) {
        int links = stage.effort().idle();
        String name = "idle, " + links + " connections";
        stage.figures().add(name, "live heap each", "kB", (after.liveBytes() - before.liveBytes()) / 1e3 / links);
        stage.figures()
                .add(name, "resident set each", "kB", (after.residentBytes() - before.residentBytes()) / 1e3 / links);
        stage.figures().add(name, "live heap before", "MB", before.liveBytes() / 1e6);
        stage.figures().add(name, "live heap after", "MB", after.liveBytes() / 1e6);
    }

    private static Gathering enter(Stage stage, int links) {
        List<String> rooms = Stream.generate(() -> stage.target().room(stage.people()))
                .limit((links + PER_ROOM - 1) / PER_ROOM)
                .toList();
        Crowd crowd = new Crowd();
        List<Link> opened = new ArrayList<>();
        stage.admit(
                links,
                each -> opened.add(stage.loop()
                        .connect(stage.target().door(rooms.get(each % rooms.size()), stage.person(each)), each, crowd)),
                crowd::joined);
        return new Gathering(crowd, opened);
    }

    private static void leave(Stage stage, Gathering gathering) {
        gathering.links().forEach(link -> link.close(1000));
        stage.loop()
                .runUntil(
                        () -> gathering.crowd().gone() == gathering.links().size(),
                        stage.effort().run().plusSeconds(30));
    }

    private record Gathering(Crowd crowd, List<Link> links) {}
}
