package ee.fluxychat.tck.bench;

import ee.fluxychat.tck.bench.ServerProcess.Objects;
import ee.fluxychat.tck.bench.load.CannotMeasure;
import ee.fluxychat.tck.bench.load.FrameScan;
import ee.fluxychat.tck.bench.load.FrameScan.Kind;
import ee.fluxychat.tck.socket.Link;
import ee.fluxychat.tck.socket.LinkListener;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Connections that come and go thousands of times, one in ten without a goodbye: what of them stays in the server. */
final class Churn implements Scenario {

    private static final int ROOMS = 10;
    private static final int AT_ONCE = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** A class of which more than one object for so many connections is left holds on to them; pools keep fewer. */
    private static final int CONNECTIONS_PER_OBJECT = 50;

    private static final Pattern SUSPECTS =
            Pattern.compile("(?i).*(session|connection|websocket|seat|sendqueue|channel|endpoint|handshake).*");

    @Override
    public void play(Stage stage) {
        List<String> rooms = Stream.generate(() -> stage.target().room(stage.people()))
                .limit(ROOMS)
                .toList();
        run(stage, rooms, 500); // so that the first connection's classes and pools are not counted
        Map<String, Objects> before = stage.process().map(ServerProcess::heap).orElse(Map.of());
        long start = System.nanoTime();
        run(stage, rooms, stage.effort().cycles());
        double seconds = (System.nanoTime() - start) / 1e9;
        stage.figures()
                .add(
                        name(stage.effort().cycles()),
                        "connect and close",
                        "/s",
                        stage.effort().cycles() / seconds);
        stage.process().ifPresent(process -> report(stage, before, afterSweep(stage, process)));
    }

    private static String name(int cycles) {
        return "churn, " + cycles + " cycles";
    }

    /** A server may notice the ones who said no goodbye only when its next ping stays unanswered. */
    private static Map<String, Objects> afterSweep(Stage stage, ServerProcess process) {
        stage.loop().runFor(stage.effort().run());
        process.memory();
        return process.heap();
    }

    private static void run(Stage stage, List<String> rooms, int cycles) {
        Comings comings = new Comings(stage, rooms, cycles);
        if (!stage.loop().runUntil(comings::isOver, PATIENCE)) {
            throw new CannotMeasure("Only " + comings.gone + " of " + cycles + " connections came and went");
        }
    }

    private static void report(Stage stage, Map<String, Objects> before, Map<String, Objects> after) {
        int cycles = stage.effort().cycles();
        String name = name(cycles);
        Figures figures = stage.figures();
        Objects none = new Objects(0, 0);
        double liveBefore = before.values().stream().mapToLong(Objects::bytes).sum() / 1e6;
        double liveAfter = after.values().stream().mapToLong(Objects::bytes).sum() / 1e6;
        figures.add(name, "live heap before", "MB", liveBefore);
        figures.add(name, "live heap after", "MB", liveAfter);
        List<Map.Entry<String, Objects>> suspects = after.entrySet().stream()
                .filter(entry -> SUSPECTS.matcher(entry.getKey()).matches())
                .sorted(Comparator.comparingLong(entry -> -growth(entry, before, none)))
                .toList();
        double retained = suspects.stream()
                .filter(entry -> growth(entry, before, none) > cycles / CONNECTIONS_PER_OBJECT)
                .count();
        figures.add(name, "classes that retain connections", "", retained);
        suspects.stream()
                .limit(10)
                .forEach(entry ->
                        figures.remark(String.format("%+8d  %s", growth(entry, before, none), entry.getKey())));
    }

    private static long growth(Map.Entry<String, Objects> entry, Map<String, Objects> before, Objects none) {
        return entry.getValue().count()
                - before.getOrDefault(entry.getKey(), none).count();
    }

    /** Keeps some connections open at once until enough have come and gone. Confined to the loop. */
    private static final class Comings implements LinkListener {

        private final Stage stage;
        private final List<String> rooms;
        private final int cycles;
        private final FrameScan scan = new FrameScan();
        private int opened;
        private int gone;

        Comings(Stage stage, List<String> rooms, int cycles) {
            this.stage = stage;
            this.rooms = rooms;
            this.cycles = cycles;
            for (int i = 0; i < Math.min(AT_ONCE, cycles); i++) {
                open();
            }
        }

        boolean isOver() {
            return gone == cycles;
        }

        private void open() {
            String room = rooms.get(opened % rooms.size());
            stage.loop().connect(stage.target().door(room, stage.person(opened / ROOMS)), opened, this);
            opened++;
        }

        @Override
        public void heard(Link link, byte[] buffer, int offset, int length) {
            if (scan.read(buffer, offset, length) == Kind.SUBSCRIBED) {
                if (link.index() % 10 == 9) {
                    link.abort();
                } else {
                    link.close(1000);
                }
            }
        }

        @Override
        public void rejected(Link link, String answer) {
            throw CannotMeasure.because("A handshake", answer);
        }

        @Override
        public void closed(Link link, int code, String reason) {
            gone++;
            if (opened < cycles) {
                open();
            }
        }
    }
}
