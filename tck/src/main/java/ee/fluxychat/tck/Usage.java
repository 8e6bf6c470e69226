package ee.fluxychat.tck;

import ee.fluxychat.tck.spec.ClauseCatalogue;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What several commands ask of their arguments; refusals end in exit code 2. */
final class Usage {

    private static final int SHOWN = 5;

    private Usage() {}

    /** A misspelt clause beside a right one would be left out in silence. */
    static void requireKnown(CommandSpec spec, List<String> patterns) {
        Collection<Entry> clauses = ClauseCatalogue.shipped().entries();
        for (String each : patterns) {
            if (clauses.stream().noneMatch(Selection.only(each)::takes)) {
                List<String> near = Nearest.to(each, named(clauses));
                throw new ParameterException(
                        spec.commandLine(),
                        "there is no clause " + each
                                + (near.isEmpty()
                                        ? "; the command list prints all of them"
                                        : "; did you mean " + String.join(" or ", near) + "?"));
            }
        }
    }

    /** Each clause, and what stands for several: its area, and its area and topic. */
    private static Set<String> named(Collection<Entry> clauses) {
        Set<String> names = new TreeSet<>();
        for (Entry each : clauses) {
            names.add(each.id());
            names.add(each.id().replaceFirst("-\\d+$", ""));
            names.add(each.area());
        }
        return names;
    }

    /** Judging nothing would look like finding nothing. */
    static void requireSome(CommandSpec spec, Selection selection) {
        requireKnown(spec, selection.only());
        requireKnown(spec, selection.except());
        if (ClauseCatalogue.shipped().entries().stream().noneMatch(selection::takes)) {
            throw new ParameterException(
                    spec.commandLine(), "no clause is left of what was selected; see the command list");
        }
        ClauseCatalogue catalogue = ClauseCatalogue.shipped();
        List<Case> cases = CaseFinder.all(catalogue).stream()
                .filter(each -> selection.takes(catalogue.entry(each.clause())))
                .toList();
        if (!cases.isEmpty() && cases.stream().noneMatch(each -> selection.plays(each.transport()))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no case of these clauses can be played over the transports named; " + transports(cases));
        }
    }

    private static String transports(List<Case> cases) {
        Map<String, Set<String>> byClause = new LinkedHashMap<>();
        cases.forEach(each -> byClause.computeIfAbsent(each.clause(), first -> new TreeSet<>())
                .add(each.transport().word()));
        String some = byClause.entrySet().stream()
                .limit(SHOWN)
                .map(each -> each.getKey() + " has " + String.join(", ", each.getValue()))
                .collect(Collectors.joining("; "));
        int more = byClause.size() - SHOWN;
        return some + (more > 0 ? "; and " + more + " more" : "");
    }

    /** The same where cases are to be played: clauses without one say why. */
    static void requireCases(CommandSpec spec, Selection selection) {
        requireSome(spec, selection);
        List<Entry> clauses = ClauseCatalogue.shipped().entries().stream()
                .filter(selection::takes)
                .toList();
        if (clauses.stream().allMatch(each -> each.untested().isPresent())) {
            String reasons = clauses.stream()
                    .limit(SHOWN)
                    .map(each -> each.id() + ": " + each.untested().orElse(""))
                    .collect(Collectors.joining("\n  ", "\n  ", ""));
            String more =
                    clauses.size() > SHOWN ? "\n  and " + (clauses.size() - SHOWN) + " more: see the command list" : "";
            throw new ParameterException(
                    spec.commandLine(),
                    "no clause that was selected has a case, so nothing can be judged:" + reasons + more);
        }
    }
}
