package ee.fluxychat.platform;

/** Port: what the server stores in, and what its echo of a message promises. Thread-safe. */
public interface Durability {

    /** In words, for the start-up banner. */
    String description();
}
