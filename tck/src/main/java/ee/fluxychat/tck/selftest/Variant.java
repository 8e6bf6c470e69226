package ee.fluxychat.tck.selftest;

import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.report.CaseResult;
import java.util.Comparator;

/** A clause as it is judged over one transport. Immutable. */
public record Variant(String clause, Transport transport) implements Comparable<Variant> {

    private static final Comparator<Variant> ORDER =
            Comparator.comparing(Variant::clause).thenComparing(Variant::transport);

    static Variant of(CaseResult result) {
        return new Variant(result.clause().id(), result.transport().orElse(Transport.WS));
    }

    @Override
    public int compareTo(Variant other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return clause + " over " + transport.word();
    }
}
