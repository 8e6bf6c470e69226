package ee.fluxychat.tck.report.folder;

import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import ee.fluxychat.tck.spec.Level;
import ee.fluxychat.tck.spec.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How many cases of each profile and level ended how, and how many clauses have not been judged. */
record Tally(List<Column> columns, List<Row> rows) {

    private static final String UNJUDGED = "unjudged";
    private static final String UNJUDGED_WORDS = "not judged";

    /** A way to end that occurred: its key in pages, its word, and how often. */
    record Column(String key, String word, long count) {}

    /** One profile at one level. */
    record Row(String profile, String level, long all, List<Cell> cells) {}

    /** How many of a row. */
    record Cell(String key, String word, long count) {
        boolean isNone() {
            return count == 0;
        }
    }

    long all() {
        return rows.stream().mapToLong(Row::all).sum();
    }

    static Tally of(Report report) {
        List<Column> columns = columns(report);
        List<Row> rows = new ArrayList<>();
        for (Profile profile : Profile.values()) {
            for (Level level : Level.values()) {
                List<Cell> cells =
                        cells(report, columns, clause -> clause.profile() == profile && clause.level() == level);
                long all = cells.stream().mapToLong(Cell::count).sum();
                if (all > 0) {
                    rows.add(new Row(profile.word(), level.name(), all, cells));
                }
            }
        }
        return new Tally(columns, rows);
    }

    private static List<Column> columns(Report report) {
        RunResult result = report.result();
        Stream<Column> verdicts = Arrays.stream(Verdict.values())
                .map(each -> new Column(ResultsJson.word(each), each.word(), result.count(each)));
        Column unjudged = new Column(UNJUDGED, UNJUDGED_WORDS, report.unjudged().size());
        return Stream.concat(verdicts, Stream.of(unjudged))
                .filter(each -> each.count() > 0)
                .toList();
    }

    private static List<Cell> cells(Report report, List<Column> columns, Predicate<Entry> mine) {
        return columns.stream()
                .map(each -> new Cell(each.key(), each.word(), count(report, each.key(), mine)))
                .toList();
    }

    private static long count(Report report, String key, Predicate<Entry> mine) {
        Stream<Entry> clauses = key.equals(UNJUDGED)
                ? report.unjudged().stream().map(Unjudged::clause)
                : report.result().cases().stream()
                        .filter(each -> ResultsJson.word(each.verdict()).equals(key))
                        .map(each -> each.clause());
        return clauses.filter(mine).count();
    }
}
