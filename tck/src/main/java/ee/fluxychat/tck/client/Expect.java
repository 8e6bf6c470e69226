package ee.fluxychat.tck.client;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One thing looked at, and the demands on it; a demand that is not met is a {@link Mismatch} that says what was expected and seen. */
public final class Expect<T> {

    private static final int SHOWN = 400;

    private final String what;
    private final @Nullable T actual;

    private Expect(String what, @Nullable T actual) {
        this.what = what;
        this.actual = actual;
    }

    /** Looks at a thing, named as it will stand in the report. */
    public static <T> Expect<T> expect(String what, @Nullable T actual) {
        return new Expect<>(what, actual);
    }

    /** Demands this very value. */
    public void toBe(@Nullable T expected) {
        if (Objects.equals(expected, actual)) {
            return;
        }
        if (expected instanceof List<?> wanted && actual instanceof List<?> seen && wanted.size() + seen.size() > 20) {
            throw firstDifference(wanted, seen);
        }
        throw new Mismatch(what, shown(expected), shown(actual));
    }

    /** Demands any other value. */
    public void notToBe(@Nullable T unwanted) {
        if (Objects.equals(unwanted, actual)) {
            throw new Mismatch(what, "anything but " + shown(unwanted), shown(actual));
        }
    }

    /** Demands one of these values. */
    public void toBeOneOf(Collection<T> allowed) {
        if (!allowed.contains(actual)) {
            throw new Mismatch(what, "one of " + shown(allowed), shown(actual));
        }
    }

    /** Demands what the words say and the predicate tests. */
    public void toBe(String demand, Predicate<T> test) {
        if (actual == null || !test.test(actual)) {
            throw new Mismatch(what, demand, shown(actual));
        }
    }

    /** A difference that was found otherwise, its texts masked and cut as all others. */
    public static Mismatch unlike(String what, String expected, String actual) {
        return new Mismatch(what, Transcript.masked(expected), shown(actual));
    }

    private Mismatch firstDifference(List<?> wanted, List<?> seen) {
        int at = 0;
        while (at < wanted.size() && at < seen.size() && Objects.equals(wanted.get(at), seen.get(at))) {
            at++;
        }
        String counts =
                wanted.size() == seen.size() ? "" : " (" + wanted.size() + " expected, " + seen.size() + " seen)";
        return new Mismatch(what + ", item " + at + counts, itemOf(wanted, at), itemOf(seen, at));
    }

    private static String itemOf(List<?> list, int at) {
        return at < list.size() ? shown(list.get(at)) : "no further one";
    }

    static String shown(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        }
        String text = value instanceof CharSequence ? '"' + value.toString() + '"' : value.toString();
        String masked = Transcript.masked(text);
        return masked.length() <= SHOWN
                ? masked
                : masked.substring(0, SHOWN) + "… (" + masked.length() + " characters)";
    }
}
