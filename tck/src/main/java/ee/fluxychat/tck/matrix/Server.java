package ee.fluxychat.tck.matrix;

import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.RunFacts;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.report.folder.Masking;
import ee.fluxychat.tck.report.folder.Report;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One column of the matrix: a server, what it is called, and how a run judged it. Immutable. */
record Server(String name, String address, Report report) {

    private static final List<Verdict> WORST_FIRST = List.of(
            Verdict.FAIL,
            Verdict.STALE,
            Verdict.UNREACHABLE,
            Verdict.INCONCLUSIVE,
            Verdict.DEVIATION,
            Verdict.WARN,
            Verdict.EXCLUDED,
            Verdict.SKIP,
            Verdict.OK);

    /** How one clause ended here: the key of its colour, its word, and why. */
    record Cell(String key, String word, String why) {
        boolean isWrong() {
            return List.of("fail", "stale", "unreachable", "inconclusive").contains(key);
        }

        boolean isOk() {
            return key.equals("ok");
        }

        boolean isJudged() {
            return !List.of("unjudged", "absent").contains(key);
        }
    }

    static Server of(Report report) {
        String address =
                report.result().facts().target().replaceFirst("^https?://", "").replaceFirst("/$", "");
        return named(address, report);
    }

    static Server named(String name, Report report) {
        RunResult masked = Masking.of(List.of()).of(report.result());
        return new Server(name, name, new Report(masked, report.unjudged()));
    }

    /** The same server as the nth of its name. */
    Server numbered(long number) {
        return new Server(name + " (" + number + ")", address, report);
    }

    RunFacts facts() {
        return report.result().facts();
    }

    /** Every clause that was selected, judged or not. */
    Stream<Entry> clauses() {
        return Stream.concat(
                report.result().cases().stream().map(CaseResult::clause),
                report.unjudged().stream().map(each -> each.clause()));
    }

    /** The verdict on this clause; of several cases the worst. */
    Cell cell(String clause) {
        for (Verdict verdict : WORST_FIRST) {
            for (CaseResult each : report.result().cases()) {
                if (each.verdict() == verdict && each.clause().id().equals(clause)) {
                    return new Cell(verdict.name().toLowerCase(Locale.ROOT), verdict.word(), why(each));
                }
            }
        }
        return report.unjudged().stream()
                .filter(each -> each.clause().id().equals(clause))
                .findFirst()
                .map(each -> new Cell("unjudged", "not judged", each.reason()))
                .orElse(new Cell("absent", "–", "not selected"));
    }

    private static String why(CaseResult result) {
        String finding = result.finding()
                .map(each -> each.what() + ": expected " + each.expected() + ", seen " + each.actual())
                .orElse("");
        String transport =
                result.transport().map(each -> "over " + each.word() + ": ").orElse("");
        return Stream.of(result.reason(), finding)
                .filter(each -> !each.isEmpty())
                .reduce((one, other) -> one + "; " + other)
                .map(each -> transport + each)
                .orElse(result.claim());
    }
}
