package ee.fluxychat.tck.bench;

import ee.fluxychat.tck.bench.load.CannotMeasure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The target's JVM on the same machine, looked into with the JDK's {@code jcmd} and {@code /proc}. Immutable. */
final class ServerProcess {

    private static final Pattern HISTOGRAM_LINE =
            Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*", Pattern.DOTALL);
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final long pid;

    ServerProcess(long pid) {
        this.pid = pid;
        if (ProcessHandle.of(pid).isEmpty()) {
            throw new CannotMeasure("There is no process " + pid + " (--server-pid)");
        }
    }

    /** Memory after a forced collection. */
    Memory memory() {
        jcmd("GC.run"); // twice, since what a cleaner or finalizer frees goes with the next collection
        long live = heap().values().stream().mapToLong(Objects::bytes).sum();
        return new Memory(live, resident());
    }

    /** What lies in the heap after a forced collection, by class. */
    Map<String, Objects> heap() {
        Map<String, Objects> heap = new HashMap<>();
        for (String line : jcmd("GC.class_histogram")) {
            Matcher matcher = HISTOGRAM_LINE.matcher(line);
            if (matcher.matches()) {
                Objects objects = new Objects(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
                heap.merge(matcher.group(3), objects, Objects::plus); // two loaders may know one name
            }
        }
        return heap;
    }

    double cpuSeconds() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(time -> time.toNanos() / 1e9)
                .orElse(0.0);
    }

    private long resident() {
        try {
            Matcher matcher = RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
            return matcher.find() ? Long.parseLong(matcher.group(1)) << 10 : 0;
        } catch (IOException e) {
            return 0; // not Linux
        }
    }

    private List<String> jcmd(String command) {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            // into a file: a pipe that fills while the target is halted for its histogram would halt jcmd and, if the
            // target is this process, both for good
            Path output = Files.createTempFile("jcmd-", ".txt");
            try {
                int exit = new ProcessBuilder(tool, Long.toString(pid), command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start()
                        .waitFor();
                List<String> answer = Files.readAllLines(output);
                if (exit != 0) {
                    throw new CannotMeasure("jcmd " + pid + " " + command + " failed: " + String.join(" ", answer));
                }
                return answer;
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new CannotMeasure("--server-pid needs the bench to run on a JDK with jcmd: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotMeasure("Interrupted while waiting for jcmd", e);
        }
    }

    /** Live heap and resident set, in bytes. */
    record Memory(long liveBytes, long residentBytes) {}

    /** How many objects of a class, and their own bytes. */
    record Objects(long count, long bytes) {

        Objects plus(Objects other) {
            return new Objects(count + other.count, bytes + other.bytes);
        }
    }
}
