package ee.fluxychat.tck.target;

import ee.fluxychat.tck.client.Mismatch;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What came of something that is done once for several cases: a value or what went wrong, and what was played for it. Immutable. */
record Outcome(
        @Nullable Object value,
        @Nullable RuntimeException broken,
        @Nullable Mismatch mismatch,
        Optional<Retold.Story> story) {

    static Outcome of(Supplier<?> finding) {
        try {
            return new Outcome(finding.get(), null, null, Optional.empty());
        } catch (RuntimeException broken) {
            return new Outcome(null, broken, null, Optional.empty());
        } catch (Mismatch mismatch) {
            return new Outcome(null, null, mismatch, Optional.empty());
        }
    }

    Outcome told(Retold.Story played) {
        return new Outcome(value, broken, mismatch, Optional.of(played));
    }

    /** The value, or what went wrong thrown again. */
    Object get() {
        if (broken != null) {
            throw broken;
        } else if (mismatch != null) {
            throw mismatch;
        }
        return Objects.requireNonNull(value);
    }
}
