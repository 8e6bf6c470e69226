package ee.fluxychat.tck;

import ee.fluxychat.tck.spec.ClauseCatalogue;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the clauses that the kit judges, without contacting any server. */
@Command(
        name = "list",
        description = "Prints the clauses, with their levels and sources.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    @Option(
            names = "--only",
            paramLabel = "PATTERN",
            split = ",",
            description = "Only clauses whose id matches, e.g. WS-RESUME-*.")
    List<String> only = new ArrayList<>();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Selection selection = Selection.only(only.toArray(String[]::new));
        for (Entry each : ClauseCatalogue.shipped().entries()) {
            if (selection.takes(each)) {
                out.printf("%-6s %-16s %s (%s)%n", each.level(), each.id(), each.text(), each.source());
            }
        }
        out.flush();
        return 0;
    }
}
