package ee.fluxychat.platform;

/** Port: something without which the server cannot work, and whether it is there. Thread-safe. */
public interface HealthCheck {

    /** Its key under {@code checks}. */
    String name();

    /** Looks now; answers within a second or so. */
    boolean isHealthy();
}
