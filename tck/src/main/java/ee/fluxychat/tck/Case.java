package ee.fluxychat.tck;

import ee.fluxychat.tck.cases.AlongsideCases;
import java.lang.reflect.Method;
import java.util.Locale;

/** A method that judges one clause: in which class, under which heading. */
public record Case(String clause, String chapter, Method method) {

    /** What the target is claimed to do, in words: the method's name, taken apart. */
    public String claim() {
        return method.getName()
                .replaceAll("([A-Z]|\\d+)", " $1")
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    /** Whether it judges what the other cases have seen. */
    public boolean isAlongside() {
        return method.getDeclaringClass() == AlongsideCases.class;
    }

    /** Where it is found, as in {@code ResumeCases.pagesToTheEnd}. */
    public String where() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
