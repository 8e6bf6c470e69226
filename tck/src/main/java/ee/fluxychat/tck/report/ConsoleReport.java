package ee.fluxychat.tck.report;

import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.spec.Level;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Prints each case as it ends, and the sum at the end; what a target said is made visible, so that no terminal obeys it. For one thread. */
public final class ConsoleReport {

    private static final int LINES_UNLESS_VERBOSE = 24;
    private static final int LINES_AFTER_WRONG = 8;
    private static final int REASONS_UNLESS_VERBOSE = 5;

    private final PrintWriter out;
    private final String again;
    private final boolean verbose;
    private String chapter = "";

    /** {@code again} is the command line to which a clause id is added to run just that clause. */
    public ConsoleReport(PrintWriter out, String again, boolean verbose) {
        this.out = out;
        this.again = again;
        this.verbose = verbose;
    }

    /** Prints one case. */
    public void ended(CaseResult result) {
        if (!chapter.equals(result.chapter())) {
            chapter = result.chapter();
            out.printf("%n%s%n", chapter);
        }
        out.printf(
                Locale.ROOT,
                "  %-6s %-18s %-70s %-4s %6d ms%n",
                result.clause().level(),
                result.clause().id(),
                result.claim(),
                result.verdict().word(),
                result.took().toMillis());
        if (!result.reason().isEmpty()) {
            detail("reason", result.reason());
        }
        if (result.closing().isUnclean() || (verbose && result.closing().isJudged())) {
            detail("closing", result.closing().words());
        }
        result.finding().ifPresent(finding -> explain(result, finding));
        if (verbose && result.finding().isEmpty()) {
            transcript(result.transcript(), 0);
        }
        out.flush();
    }

    private void explain(CaseResult result, Finding finding) {
        detail("clause", result.clause().text() + "  (" + result.clause().source() + ")");
        detail("looked at", finding.what());
        detail("expected", finding.expected());
        detail("actual", finding.actual());
        transcript(result.transcript(), finding.line());
        detail("again", again + " " + result.again());
    }

    private void detail(String name, String text) {
        out.println(("         " + String.format("%-11s ", name) + Visible.line(text)).stripTrailing());
    }

    private void transcript(List<Transcript.Line> lines, int wrong) {
        int to = verbose ? lines.size() : Math.min(lines.size(), position(lines, wrong) + LINES_AFTER_WRONG);
        int from = verbose ? 0 : Math.max(0, to - LINES_UNLESS_VERBOSE);
        detail("transcript", from == 0 ? "" : from + " lines before these: see -v");
        for (Transcript.Line line : lines.subList(from, to)) {
            boolean isWrong = line.number() != 0 && line.number() == wrong;
            out.printf(
                    Locale.ROOT,
                    "      %s %8.3f  %-12s %s  %s%n",
                    isWrong ? ">>" : "  ",
                    line.at().toNanos() / 1e9,
                    Visible.line(line.who()),
                    line.direction().arrow(),
                    Visible.line(line.text()));
        }
        if (to < lines.size()) {
            detail("", lines.size() - to + " lines after these: see -v");
        }
    }

    /** How many lines there are before the wrong one, all when none is known to be wrong. */
    private static int position(List<Transcript.Line> lines, int wrong) {
        for (int i = 0; i < lines.size() && wrong != 0; i++) {
            if (lines.get(i).number() == wrong) {
                return i;
            }
        }
        return lines.size();
    }

    /** Prints the sum, and where the whole report lies if one was written. */
    public void ended(RunResult result, Optional<Path> page) {
        sum(result, page.map(Path::toString).orElse("--report"));
        page.ifPresent(each -> out.println("report  " + Visible.line(each.toString())));
        out.flush();
    }

    /** Prints the sum; {@code whole} is where more is to be seen. */
    public void sum(RunResult result, String whole) {
        List<String> parts = new ArrayList<>();
        for (Level level : Level.values()) {
            long ok = result.count(level, Verdict.OK);
            long wrong = result.count(level, Verdict.FAIL) + result.count(level, Verdict.WARN);
            if (ok + wrong > 0) {
                String words = level == Level.MUST ? " failed" : " not followed";
                parts.add((ok + wrong) + " " + level + ": " + ok + " ok" + (wrong == 0 ? "" : ", " + wrong + words));
            }
        }
        if (result.count(Verdict.SKIP) > 0) {
            parts.add(result.count(Verdict.SKIP) + " skipped");
        }
        for (Verdict each : List.of(Verdict.DEVIATION, Verdict.STALE, Verdict.INCONCLUSIVE, Verdict.EXCLUDED)) {
            if (result.count(each) > 0) {
                parts.add(result.count(each) + " " + each.word());
            }
        }
        long unclean = result.cases().stream()
                .filter(each -> each.closing().isUnclean())
                .count();
        if (unclean > 0) {
            parts.add(unclean + " closed uncleanly");
        }
        parts.add(result.verdict());
        out.printf("%n%s%n", String.join(" · ", parts));
        if (!result.hasJudged()) {
            result.cases().stream()
                    .map(CaseResult::reason)
                    .distinct()
                    .limit(REASONS_UNLESS_VERBOSE)
                    .forEach(each -> out.println("  " + Visible.line(each)));
        }
        Claim claim = result.claim();
        out.println(claim.isMade() ? "claim: " + claim.words() : "no claim");
        List<String> reasons = claim.reasons();
        reasons.stream().limit(REASONS_UNLESS_VERBOSE).forEach(each -> out.println("  " + Visible.line(each)));
        if (reasons.size() > REASONS_UNLESS_VERBOSE) {
            int more = reasons.size() - REASONS_UNLESS_VERBOSE;
            out.println(
                    "  and " + more + (more == 1 ? " more reason" : " more reasons") + ": see " + Visible.line(whole));
        }
        result.facts().remarkableNotes().forEach(each -> out.println("note: " + Visible.line(each)));
        out.flush();
    }
}
