package ee.fluxychat.tck.cases;

import java.util.List;

/** The chapters in the order in which they are run. */
public final class Chapters {

    private Chapters() {}

    /** Every class of cases; a test holds the list to the package. */
    public static List<Class<?>> all() {
        return List.of(HealthCases.class);
    }
}
