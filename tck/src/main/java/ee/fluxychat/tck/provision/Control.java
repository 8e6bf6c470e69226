package ee.fluxychat.tck.provision;

/** What ends the server's process without warning, and starts it again on the same data. For one thread. */
public interface Control {

    /** Kills the server as {@code kill -9} does; returns when it is dead. */
    void kill();

    /** Starts it again; may return before it answers. */
    void start();

    /** A vendor's program, asked to {@code kill} and to {@code start}. */
    static Control by(Program program) {
        return new Control() {
            @Override
            public void kill() {
                program.does("kill", "");
            }

            @Override
            public void start() {
                program.does("start", "");
            }
        };
    }
}
