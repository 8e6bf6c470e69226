package ee.fluxychat.tck.bench;

/** One way to put a target under load. It plays on the stage, adds its figures, and leaves all its rooms. */
@FunctionalInterface
interface Scenario {

    void play(Stage stage);
}
