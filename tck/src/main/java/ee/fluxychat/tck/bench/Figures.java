package ee.fluxychat.tck.bench;

import ee.fluxychat.tck.bench.load.Tally.Sample;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** All figures of a run of the benchmark, printed as they come and kept for the JSON report. Confined to one thread. */
final class Figures {

    private final List<Figure> figures = new ArrayList<>();
    private final PrintWriter out;

    Figures(PrintWriter out) {
        this.out = out;
    }

    void head(String environment) {
        out.println(environment);
        out.printf("%n%-34s %-30s %12s   %s%n", "scenario", "figure", "median", "min - max");
        out.flush();
    }

    /** Adds a figure with one sample per run. */
    void add(String scenario, String name, String unit, List<Sample> samples, ToDoubleFunction<Sample> of) {
        add(new Figure(
                scenario, name, unit, samples.stream().map(of::applyAsDouble).toList()));
    }

    /** Adds a figure that was taken once. */
    void add(String scenario, String name, String unit, double value) {
        add(new Figure(scenario, name, unit, List.of(value)));
    }

    void add(Figure figure) {
        figures.add(figure);
        out.printf(
                "%-34s %-30s %12s   %s - %s%n",
                figure.scenario(),
                figure.name() + (figure.unit().isEmpty() ? "" : " [" + figure.unit() + "]"),
                number(figure.median()),
                number(figure.min()),
                number(figure.max()));
        out.flush();
    }

    /** Adds a finding that is no number to what is printed. */
    void remark(String sentence) {
        out.println("  " + sentence);
        out.flush();
    }

    JsonObject toJson(String environment, String verdict) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        figures.forEach(figure -> list.add(toJson(figure)));
        return Json.createObjectBuilder()
                .add("environment", environment)
                .add("verdict", verdict)
                .add("figures", list)
                .build();
    }

    private static JsonObject toJson(Figure figure) {
        JsonArrayBuilder samples = Json.createArrayBuilder();
        figure.samples().forEach(samples::add);
        return Json.createObjectBuilder()
                .add("scenario", figure.scenario())
                .add("figure", figure.name())
                .add("unit", figure.unit())
                .add("median", figure.median())
                .add("min", figure.min())
                .add("max", figure.max())
                .add("samples", samples)
                .build();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%,.2f" : "%,.0f", value);
    }
}
