package ee.fluxychat.platform;

/** Port: what is kept, as far as its end is concerned. Thread-safe. */
@FunctionalInterface
public interface Storage {

    /** Stores what still waits, then closes the database. May be called twice. */
    void close();
}
