package ee.fluxychat.connect;

import java.util.Locale;

/** Which send modes may be chosen: {@code FLUXY_FANOUT}. */
public enum Fanout {
    /** The fastest that the container allows. */
    AUTO,
    /** Only the standard API. */
    PORTABLE;

    /** The system property {@code fluxy.fanout}, else the environment's {@code FLUXY_FANOUT}, else auto. */
    static Fanout configured() {
        String value = System.getProperty("fluxy.fanout", System.getenv().getOrDefault("FLUXY_FANOUT", "auto"));
        return valueOf(value.toUpperCase(Locale.ROOT));
    }
}
