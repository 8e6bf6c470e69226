package ee.fluxychat.tck;

import ee.fluxychat.tck.spec.ClauseCatalogue;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What several commands ask of their arguments; refusals end in exit code 2. */
final class Usage {

    private Usage() {}

    /** Judging nothing would look like finding nothing. */
    static void requireSome(CommandSpec spec, Selection selection) {
        if (ClauseCatalogue.shipped().entries().stream().noneMatch(selection::takes)) {
            throw new ParameterException(spec.commandLine(), "no clause matches; see the command list");
        }
        ClauseCatalogue catalogue = ClauseCatalogue.shipped();
        List<Case> cases = CaseFinder.all(catalogue).stream()
                .filter(each -> selection.takes(catalogue.entry(each.clause())))
                .toList();
        if (!cases.isEmpty() && cases.stream().noneMatch(each -> selection.plays(each.transport()))) {
            throw new ParameterException(
                    spec.commandLine(), "no case of these clauses can be played over the transports named");
        }
    }
}
