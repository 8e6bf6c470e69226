package ee.fluxychat.tck.bench;

import ee.fluxychat.tck.bench.TargetServer.Person;
import ee.fluxychat.tck.bench.load.CannotMeasure;
import ee.fluxychat.tck.bench.load.LoadedRoom;
import ee.fluxychat.tck.bench.load.Tally;
import ee.fluxychat.tck.bench.load.Tally.Sample;
import ee.fluxychat.tck.socket.EventLoop;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/** What every scenario plays on: the loop, the target, the people, and where figures go. Confined to the loop's thread. */
final class Stage {

    /** Few, since each costs a token and those are limited; many links share a person. */
    private static final int PEOPLE = 10;

    /** Handshakes at once: enough to keep a server busy, fewer than any accept queue. */
    private static final int KNOCKING = 64;

    private final EventLoop loop;
    private final TargetServer target;
    private final Optional<ServerProcess> process;
    private final Effort effort;
    private final Figures figures;
    private final List<Person> people;

    Stage(EventLoop loop, TargetServer target, Optional<ServerProcess> process, Effort effort, Figures figures) {
        this.loop = loop;
        this.target = target;
        this.process = process;
        this.effort = effort;
        this.figures = figures;
        this.people = IntStream.rangeClosed(0, PEOPLE)
                .mapToObj(each -> target.person("bench-" + each))
                .toList();
    }

    EventLoop loop() {
        return loop;
    }

    TargetServer target() {
        return target;
    }

    Optional<ServerProcess> process() {
        return process;
    }

    Effort effort() {
        return effort;
    }

    Figures figures() {
        return figures;
    }

    List<Person> people() {
        return people;
    }

    /** Somebody of whom there is only one connection at a time. */
    Person stranger() {
        return people.get(PEOPLE);
    }

    Person person(int index) {
        return people.get(index % PEOPLE);
    }

    Tally tally() {
        return new Tally(() -> process.map(ServerProcess::cpuSeconds).orElse(0.0));
    }

    /** Adds what every scenario under load tells: latencies and the processors it took. */
    void addLatencyAndLoad(String scenario, List<Sample> samples) {
        figures.add(scenario, "latency p50", "ms", samples, Sample::p50);
        figures.add(scenario, "latency p99", "ms", samples, Sample::p99);
        figures.add(scenario, "latency p99.9", "ms", samples, Sample::p999);
        figures.add(scenario, "latency max", "ms", samples, Sample::max);
        figures.add(scenario, "client's load", "cores", samples, Sample::clientCores);
        if (process.isPresent()) {
            figures.add(scenario, "target's load", "cores", samples, Sample::targetCores);
        }
    }

    /** A new room with so many links in it, all of them joined; the first so many of them will speak in turn. */
    LoadedRoom room(int links, int senders, String content, Tally tally) {
        LoadedRoom room = new LoadedRoom(target.room(people), links, senders, content, tally);
        admit(links, each -> room.take(loop.connect(target.door(room.id(), person(each)), each, room)), room::joined);
        return room;
    }

    /** Opens links, some at a time, until so many have joined. */
    void admit(int links, IntConsumer open, IntSupplier joined) {
        for (int opened = 0; opened < links; opened++) {
            int mayWait = opened - KNOCKING;
            await(() -> joined.getAsInt() > mayWait, joined, links);
            open.accept(opened);
        }
        await(() -> joined.getAsInt() >= links, joined, links);
    }

    private void await(BooleanSupplier condition, IntSupplier joined, int wanted) {
        if (!loop.runUntil(condition, effort.patience())) {
            throw new CannotMeasure("Only " + joined.getAsInt() + " of " + wanted + " connections were told within "
                    + effort.patience().toSeconds() + " s that they have joined");
        }
    }

    /** Waits until all that was said has been heard, checks that nothing is missing, and leaves. */
    void finish(List<LoadedRoom> rooms) {
        drain(rooms);
        rooms.forEach(LoadedRoom::verify);
        rooms.forEach(LoadedRoom::leave);
        loop.runUntil(() -> rooms.stream().allMatch(LoadedRoom::isEmpty), effort.patience());
    }

    /** Says no more and waits until the rooms are quiet, or until patience ends: then {@code verify} finds what is missing. */
    void drain(List<LoadedRoom> rooms) {
        rooms.forEach(room -> room.keepInFlight(0));
        loop.runUntil(() -> rooms.stream().allMatch(LoadedRoom::isQuiet), effort.patience());
    }
}
