import java.util.Optional;

/**
 * Runs the command it is given, the server's, for as long as the process that started this one. Maven does not stop what it runs when it is
 * terminated; so this watches over it, and no server is left on the port. Stopping waits until the server has drained.
 */
final class Serve {

    private static final int TERMINATED = 143;

    public static void main(String[] command) throws Exception {
        Optional<ProcessHandle> maven = ProcessHandle.current().parent();
        Process server = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        maven.ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(TERMINATED)));
        System.exit(server.waitFor());
    }

    private static void stop(Process server) {
        server.destroy();
        server.onExit().join();
    }
}
