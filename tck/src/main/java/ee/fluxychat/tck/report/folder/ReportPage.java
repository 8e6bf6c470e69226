package ee.fluxychat.tck.report.folder;

import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Claim;
import ee.fluxychat.tck.report.Closing;
import ee.fluxychat.tck.report.Finding;
import ee.fluxychat.tck.report.RunFacts;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import ee.fluxychat.tck.spec.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A run as one HTML page that needs nothing beside it: the claim, the sums, each clause with its verdict and its wire. */
final class ReportPage {

    private static final Page PAGE = Page.named("report.html");
    private static final String SCRIPT_HASH = Page.hash("report.js");
    // more than these are no longer read one after another, but filtered
    private static final int OPEN_AT_FIRST = 12;
    private static final int REASONS_AT_FIRST = 6;
    private static final List<Verdict> WRONG =
            List.of(Verdict.FAIL, Verdict.STALE, Verdict.INCONCLUSIVE, Verdict.UNREACHABLE);
    private static final List<Verdict> REMARKABLE = List.of(Verdict.WARN, Verdict.DEVIATION);

    /** The whole page. */
    record View(
            String scriptHash,
            Banner banner,
            List<Fact> facts,
            Tally tally,
            Choices choices,
            List<NotedView> noted,
            List<ChapterView> chapters,
            List<UnjudgedView> unjudged) {

        boolean hasCases() {
            return !chapters.isEmpty();
        }

        int unjudgedCount() {
            return unjudged.size();
        }

        boolean hasNoted() {
            return !noted.isEmpty();
        }
    }

    /** What did not end well, by name; where it is told on the page. */
    record NotedView(String anchor, String key, String word, String id, String claim) {
        static NotedView of(CaseResult result) {
            return new NotedView(
                    result.name(),
                    ResultsJson.word(result.verdict()),
                    result.verdict().word(),
                    result.clause().id(),
                    result.claim());
        }
    }

    /** What is seen first. */
    record Banner(
            String tone,
            String target,
            String headline,
            String subline,
            String when,
            String lasted,
            String gap,
            String reasonsAre,
            List<String> reasons,
            List<String> furtherReasons) {

        boolean hasReasons() {
            return !reasons.isEmpty();
        }

        int furtherCount() {
            return furtherReasons.size();
        }
    }

    /** One line of the facts; code is set as code. */
    record Fact(String name, String text, String code) {
        List<String> words() {
            return wordsOf(code);
        }
    }

    /** What can be filtered by. */
    record Choices(List<String> levels, List<String> profiles, List<String> areas) {}

    record ChapterView(String name, String anchor, int all, long wrong, long remarkable, List<CaseView> cases) {
        boolean isWrong() {
            return wrong > 0;
        }

        boolean isRemarkable() {
            return remarkable > 0;
        }
    }

    record CaseView(
            String anchor,
            String key,
            String word,
            ClauseView clause,
            String name,
            String claim,
            String reason,
            ClosingView closing,
            String took,
            int attempts,
            boolean isOpen,
            List<Finding> findings,
            Wire wire,
            List<String> again) {

        boolean isRepeated() {
            return attempts > 1;
        }
    }

    /** How the connections ended; what is clean is folded away. */
    record ClosingView(boolean isJudged, boolean isClean, String word, String seen) {
        static ClosingView of(Closing closing) {
            return new ClosingView(
                    closing.isJudged(),
                    closing.isJudged() && !closing.isUnclean(),
                    closing.kind().word(),
                    String.join("; ", closing.seen()));
        }
    }

    record ClauseView(String id, String level, String profile, String area, String text, String source) {
        static ClauseView of(Entry clause) {
            return new ClauseView(
                    clause.id(),
                    clause.level().name(),
                    clause.profile().word(),
                    clause.area(),
                    clause.text(),
                    clause.source());
        }
    }

    record UnjudgedView(ClauseView clause, String reason) {}

    private ReportPage() {}

    static String of(Report report) {
        return PAGE.with(new View(
                SCRIPT_HASH,
                banner(report),
                facts(report.result()),
                Tally.of(report),
                choices(report),
                noted(report.result()),
                chapters(report),
                report.unjudged().stream()
                        .map(each -> new UnjudgedView(ClauseView.of(each.clause()), each.reason()))
                        .toList()));
    }

    private static Banner banner(Report report) {
        RunResult result = report.result();
        Claim claim = result.claim();
        List<String> reasons = claim.reasons();
        int shown = Math.min(reasons.size(), REASONS_AT_FIRST);
        return new Banner(
                Tone.of(result).word(),
                result.facts().target(),
                capitalised(claim.isMade() ? claim.words() : result.verdict()),
                claim.isMade() ? result.verdict() : "no claim",
                Wording.of(result.facts().startedAt()),
                Wording.lasting(result.facts().took()),
                gap(report),
                claim.isMade() ? "Why not more" : "Why there is no claim",
                reasons.subList(0, shown),
                reasons.subList(shown, reasons.size()));
    }

    /** What a reader of a claim has to know: the kit has no case yet for some clauses. */
    private static String gap(Report report) {
        long binding = report.unjudged(Level.MUST);
        return binding == 0
                ? ""
                : "%d binding clauses of the selection were not judged; each says why at the end of this page."
                        .formatted(binding);
    }

    private static String capitalised(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static List<Fact> facts(RunResult result) {
        RunFacts facts = result.facts();
        List<Fact> all = new ArrayList<>(List.of(
                text("Target", facts.target()),
                text("Begun", Wording.of(facts.startedAt())),
                text("Duration", Wording.lasting(facts.took())),
                text("Judged", Wording.selection(facts)),
                text("Profiles", Wording.profiles(facts)),
                text("Recommendations", facts.strict() ? "bind like demands (--strict)" : "warn"),
                text(
                        "Order",
                        facts.seed().isPresent()
                                ? "shuffled with seed " + facts.seed().getAsLong()
                                : "the catalogue's"),
                text("Run", facts.runId()),
                text("Exit code", String.valueOf(result.exitCode())),
                text("Kit", facts.kit().version()),
                code("Kit, SHA-256", facts.kit().jarSha256()),
                code("Catalogue, SHA-256", facts.kit().catalogueSha256()),
                text("Kit ran on", facts.kit().java() + ", " + facts.kit().os())));
        facts.notes().forEach(each -> all.add(text("Note", each)));
        all.addAll(
                1,
                facts.about().stream()
                        .map(each -> text(each.name(), each.text()))
                        .toList());
        all.add(code("Command", facts.command()));
        return all;
    }

    private static Fact text(String name, String text) {
        return new Fact(name, text, "");
    }

    private static Fact code(String name, String code) {
        return new Fact(name, "", code);
    }

    private static Choices choices(Report report) {
        return new Choices(
                choice(report, each -> each.level().name()),
                choice(report, each -> each.profile().word()),
                choice(report, Entry::area));
    }

    private static List<String> choice(Report report, Function<Entry, String> by) {
        return Stream.concat(
                        report.result().cases().stream().map(CaseResult::clause),
                        report.unjudged().stream().map(Unjudged::clause))
                .map(by)
                .distinct()
                .sorted()
                .toList();
    }

    private static List<NotedView> noted(RunResult result) {
        return Stream.concat(WRONG.stream(), REMARKABLE.stream())
                .flatMap(verdict -> result.cases().stream().filter(each -> each.verdict() == verdict))
                .map(NotedView::of)
                .toList();
    }

    private static List<ChapterView> chapters(Report report) {
        Map<String, List<CaseResult>> byChapter = new LinkedHashMap<>();
        report.result().cases().forEach(each -> byChapter
                .computeIfAbsent(each.chapter(), name -> new ArrayList<>())
                .add(each));
        boolean areFewWrong = report.count(WRONG) <= OPEN_AT_FIRST;
        List<ChapterView> chapters = new ArrayList<>();
        byChapter.forEach((name, cases) -> chapters.add(new ChapterView(
                name,
                "chapter-" + (chapters.size() + 1),
                cases.size(),
                count(cases, WRONG),
                count(cases, REMARKABLE),
                cases.stream()
                        .map(each -> view(each, areFewWrong, report.result().facts()))
                        .toList())));
        return chapters;
    }

    private static long count(Collection<CaseResult> cases, List<Verdict> verdicts) {
        return cases.stream().filter(each -> verdicts.contains(each.verdict())).count();
    }

    private static CaseView view(CaseResult result, boolean areFewWrong, RunFacts facts) {
        Optional<Finding> finding = result.finding();
        return new CaseView(
                result.name(),
                ResultsJson.word(result.verdict()),
                result.verdict().word(),
                ClauseView.of(result.clause()),
                result.name(),
                result.claim(),
                result.reason(),
                ClosingView.of(result.closing()),
                Wording.lasting(result.took()),
                result.attempts(),
                areFewWrong && WRONG.contains(result.verdict()),
                finding.stream().toList(),
                Wire.of(result),
                wordsOf(facts.command() + " " + result.again()));
    }

    /** A command is broken between its words, and not at the hyphens of its options. */
    private static List<String> wordsOf(String command) {
        return List.of(command.split(" "));
    }
}
