package ee.fluxychat.tck.bench.load;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.HdrHistogram.Histogram;

/** What was heard since the last {@link #restart}, over all rooms of a scenario. Confined to the loop. */
public final class Tally {

    /** A message later than this counts as this late; the drain after a run waits no longer either. */
    private static final long LATEST_MICROS = TimeUnit.MINUTES.toMicros(1);

    private final DoubleSupplier targetCpu;
    private final Histogram micros = new Histogram(LATEST_MICROS, 3);
    private long echoes;
    private long deliveries;
    private long bytes;
    private long startedAt;
    private double clientCpuAtStart;
    private double targetCpuAtStart;

    /** The supplier tells the processor seconds the target has used so far, or always 0 where that is unknown. */
    public Tally(DoubleSupplier targetCpu) {
        this.targetCpu = targetCpu;
    }

    public void restart() {
        micros.reset();
        echoes = 0;
        deliveries = 0;
        bytes = 0;
        clientCpuAtStart = clientCpu();
        targetCpuAtStart = targetCpu.getAsDouble();
        startedAt = System.nanoTime();
    }

    /** The author heard the own message: with "stored, then told" this is the acknowledgement. */
    public void echo(long nanos) {
        echoes++;
        record(nanos);
    }

    public void delivery(long nanos, int frameBytes) {
        deliveries++;
        bytes += frameBytes;
        record(nanos);
    }

    private void record(long nanos) {
        micros.recordValue(Math.min(LATEST_MICROS, Math.max(0, nanos / 1_000)));
    }

    /** What has been counted so far, per second where it is a rate. */
    public Sample sample() {
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        return new Sample(
                echoes / seconds,
                deliveries / seconds,
                deliveries == 0 ? 0 : (double) bytes / deliveries,
                millis(50),
                millis(99),
                millis(99.9),
                micros.getMaxValue() / 1e3,
                (clientCpu() - clientCpuAtStart) / seconds,
                (targetCpu.getAsDouble() - targetCpuAtStart) / seconds);
    }

    private double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }

    private static double clientCpu() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(time -> time.toNanos() / 1e9)
                .orElse(0.0);
    }

    /** One run in numbers: rates per second, latencies in milliseconds, processors used by both sides. */
    public record Sample(
            double echoes,
            double deliveries,
            double frameBytes,
            double p50,
            double p99,
            double p999,
            double max,
            double clientCores,
            double targetCores) {}
}
