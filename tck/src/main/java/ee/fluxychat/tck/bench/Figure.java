package ee.fluxychat.tck.bench;

import java.util.List;

/** One figure of one scenario with a sample per run. Median and extremes, since few runs justify nothing finer. */
record Figure(String scenario, String name, String unit, List<Double> samples) {

    Figure {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("a figure without a sample: " + scenario + " " + name);
        }
        samples = List.copyOf(samples);
    }

    double median() {
        List<Double> sorted = samples.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double min() {
        return samples.stream().mapToDouble(each -> each).min().orElseThrow();
    }

    double max() {
        return samples.stream().mapToDouble(each -> each).max().orElseThrow();
    }
}
