package ee.fluxychat.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The kit's jar, as a vendor runs it. Stateless. */
final class KitJar {

    private KitJar() {}

    /** Runs a command of the kit, prints what it says, and answers its exit code. */
    static int run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Objects.requireNonNull(System.getProperty("fluxy.kit"), "fluxy.kit")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader said = process.inputReader()) {
            said.lines().forEach(System.out::println);
        }
        return process.waitFor();
    }
}
