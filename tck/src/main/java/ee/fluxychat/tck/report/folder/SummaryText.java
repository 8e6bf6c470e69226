package ee.fluxychat.tck.report.folder;

import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.ConsoleReport;
import ee.fluxychat.tck.report.RunFacts;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.report.Visible;
import ee.fluxychat.tck.spec.Level;
import java.io.PrintWriter;
import java.io.StringWriter;

/** A run in a few lines of plain text: the facts, what did not end well, the sum and the claim. */
final class SummaryText {

    private SummaryText() {}

    static String of(Report report) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        RunFacts facts = report.result().facts();
        out.printf("FluxyChat conformance: %s%n", facts.target());
        out.printf("%s, %s%n", Wording.of(facts.startedAt()), Wording.lasting(facts.took()));
        out.printf(
                "kit %s, jar %s, catalogue %s%n",
                facts.kit().version(), facts.kit().jarSha256(), facts.kit().catalogueSha256());
        out.printf("run %s: %s%n%n", facts.runId(), Wording.selection(facts));
        report.result().cases().stream()
                .filter(each -> each.verdict() != Verdict.OK)
                .forEach(each -> out.println(line(each)));
        if (!report.unjudged().isEmpty()) {
            out.printf(
                    "clauses of the selection that have not been judged: %d, of which MUST: %d; see report.html%n",
                    report.unjudged().size(), report.unjudged(Level.MUST));
        }
        new ConsoleReport(out, facts.command(), true).sum(report.result(), "report.html");
        return text.toString();
    }

    private static String line(CaseResult result) {
        String why = result.finding()
                .map(each -> each.what() + ": expected " + each.expected() + ", actual " + each.actual())
                .orElse(result.reason());
        return "%-8s  %-6s  %-18s  %s%s"
                .formatted(
                        result.verdict().word(),
                        result.clause().level(),
                        result.clause().id(),
                        result.claim(),
                        why.isEmpty() ? "" : " (" + Visible.line(why) + ")");
    }
}
