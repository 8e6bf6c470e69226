package ee.fluxychat.tck.provision;

import ee.fluxychat.tck.target.ControlFailed;
import ee.fluxychat.tck.target.ProvisioningFailed;

/** What ends the server's process without warning, and starts it again on the same data. For one thread. */
public interface Control {

    /** Kills the server as {@code kill -9} does; returns when it is dead. */
    void kill();

    /** Starts it again; may return before it answers. */
    void start();

    /** A vendor's program, asked to {@code kill} and to {@code start}; what it cannot do is {@link ControlFailed}. */
    static Control by(Program program) {
        return new Control() {
            @Override
            public void kill() {
                asks("kill");
            }

            @Override
            public void start() {
                asks("start");
            }

            private void asks(String operation) {
                try {
                    program.does(operation, "");
                } catch (ProvisioningFailed failed) {
                    throw new ControlFailed("--control: " + failed.getMessage());
                }
            }

            @Override
            public String toString() {
                return program.toString();
            }
        };
    }
}
