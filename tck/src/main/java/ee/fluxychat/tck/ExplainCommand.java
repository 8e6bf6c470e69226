package ee.fluxychat.tck;

import ee.fluxychat.tck.spec.ClauseCatalogue;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import ee.fluxychat.tck.spec.Deviations;
import ee.fluxychat.tck.spec.Deviations.Deviation;
import ee.fluxychat.tck.spec.ExcludeList;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says all that the kit knows of some clauses, without contacting any server. */
@Command(
        name = "explain",
        description =
                "Says what a clause demands, how binding it is and where it comes from, which cases judge it, what the reference server makes of it, and how to run just it. Contacts no server.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:explained", "2:wrong usage, or there is no such clause"},
        footerHeading = "%nExamples:%n",
        footer = {"  explain RESUME-PAGE-1", "  explain ORDER", "  explain MSG-ID-1 'IDEM-*'"})
final class ExplainCommand implements Callable<Integer> {

    private final ClauseCatalogue catalogue = ClauseCatalogue.shipped();
    private final Map<String, List<Case>> cases = CaseFinder.byClause(catalogue);
    private final Deviations reference = Deviations.ofTheReference(catalogue);
    private final ExcludeList excluded = ExcludeList.shipped();

    @Parameters(
            paramLabel = "ID",
            arity = "1..*",
            split = ",",
            description =
                    "Ids of clauses, or patterns: ORDER and ORDER-* take all that begin so. See the command list.")
    List<String> patterns = new ArrayList<>();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Usage.requireKnown(spec, patterns);
        Selection selection = Selection.only(patterns.toArray(String[]::new));
        PrintWriter out = spec.commandLine().getOut();
        out.print(catalogue.entries().stream()
                .filter(selection::takes)
                .map(this::explained)
                .collect(Collectors.joining(System.lineSeparator())));
        out.flush();
        return 0;
    }

    private String explained(Entry clause) {
        List<Case> judging = cases.getOrDefault(clause.id(), List.of());
        StringBuilder text = new StringBuilder(clause.id()).append(System.lineSeparator());
        text.append(Paragraph.of("says", clause.text()));
        text.append(Paragraph.of("level", clause.level() + ": " + clause.level().meaning()));
        text.append(Paragraph.of(
                "profile", clause.profile().word() + ": " + clause.profile().meaning()));
        text.append(Paragraph.of("source", clause.source()));
        for (Case each : judging) {
            text.append(
                    Paragraph.of("judged by", each.where() + ": the server " + each.claim() + exclusion(each.where())));
        }
        if (judging.isEmpty()) {
            text.append(Paragraph.of("not judged", clause.untested().orElse("no case cites it")));
        }
        for (Deviation each : reference.naming(clause.id())) {
            text.append(Paragraph.of(
                    "reference",
                    "fails, it is known: " + each.id() + " (until " + each.expires() + "). " + each.reason()));
        }
        if (!judging.isEmpty()) {
            text.append(Paragraph.unwrapped(
                    "run it",
                    Again.program() + " run --target http://localhost:8080 --key fc_… --only " + clause.id() + " -v"));
            text.append(Paragraph.of("", "(-v shows step by step what is said and heard)"));
        }
        return text.toString();
    }

    private String exclusion(String caseName) {
        return excluded.of(caseName)
                .map(each -> " (excluded since " + each.since() + ": " + each.reason() + ")")
                .orElse("");
    }
}
