package ee.fluxychat.tck;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Judges one server. */
@Command(name = "run", description = "Judges one server.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Option(
            names = "--target",
            required = true,
            paramLabel = "URL",
            description = "The server, e.g. http://localhost:8080.")
    URI target;

    @Option(names = "--only", paramLabel = "PATTERN", split = ",", description = "Only clauses whose id matches.")
    List<String> only = new ArrayList<>();

    @Override
    public Integer call() {
        return target.isAbsolute() ? 0 : 2;
    }
}
