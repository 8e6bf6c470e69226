package ee.fluxychat.tck.spec;

import ee.fluxychat.tck.config.Section;
import ee.fluxychat.tck.config.Section.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * What a vendor admits that a target does not do: named deviations, each with the clauses it breaks, a reason, and the day on which the
 * excuse ends. With one, a failure is no surprise, and a claim is out of the question. Immutable.
 */
public final class Deviations {

    private static final Deviations NONE = new Deviations(List.of());

    private final List<Deviation> all;

    /** One deviation, from and up to these days, both included. */
    public record Deviation(String id, List<String> clauses, String reason, LocalDate since, LocalDate expires) {

        /** Whether it counts on that day. */
        public boolean isInForce(LocalDate day) {
            return !day.isBefore(since) && !day.isAfter(expires);
        }
    }

    private Deviations(List<Deviation> all) {
        this.all = all;
    }

    /** Nothing is admitted. */
    public static Deviations none() {
        return NONE;
    }

    /** Reads a file; fails with {@link Malformed}, also when it names a clause that the catalogue does not have. */
    public static Deviations of(Section file, ClauseCatalogue catalogue) {
        file.knowing("target", "deviations");
        return new Deviations(file.sections("deviations").stream()
                .map(each -> deviation(each.knowing("id", "clauses", "reason", "since", "expires"), catalogue))
                .toList());
    }

    /** What the server that the contract was observed at is known not to do: the file inside the jar. */
    public static Deviations ofTheReference(ClauseCatalogue catalogue) {
        try (InputStream in = Deviations.class.getResourceAsStream("/reference-deviations.yaml")) {
            if (in == null) {
                throw new IllegalStateException("reference-deviations.yaml is missing from the jar");
            }
            return of(
                    Section.read(
                            "reference-deviations.yaml",
                            new InputStreamReader(in, StandardCharsets.UTF_8),
                            name -> null),
                    catalogue);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Deviation deviation(Section section, ClauseCatalogue catalogue) {
        Deviation deviation = new Deviation(
                section.required("id"),
                section.texts("clauses"),
                section.required("reason"),
                day(section, "since"),
                day(section, "expires"));
        for (String clause : deviation.clauses()) {
            if (!catalogue.has(clause)) {
                throw new Malformed("deviation " + deviation.id() + ": the catalogue has no clause " + clause);
            }
        }
        return deviation;
    }

    private static LocalDate day(Section section, String key) {
        try {
            return LocalDate.parse(section.required(key));
        } catch (DateTimeParseException e) {
            throw new Malformed(section + ": " + key + " is to be a day like 2026-11-23");
        }
    }

    /** The deviation that breaks this clause; one in force that day comes first. */
    public Optional<Deviation> of(String clause, LocalDate day) {
        List<Deviation> mine =
                all.stream().filter(each -> each.clauses().contains(clause)).toList();
        return mine.stream().filter(each -> each.isInForce(day)).findFirst().or(() -> mine.stream()
                .findFirst());
    }

    /** Every deviation that breaks this clause, in force or not. */
    public List<Deviation> naming(String clause) {
        return all.stream().filter(each -> each.clauses().contains(clause)).toList();
    }
}
