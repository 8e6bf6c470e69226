package ee.fluxychat.tck.matrix;

import ee.fluxychat.tck.matrix.Server.Cell;
import ee.fluxychat.tck.report.Claim;
import ee.fluxychat.tck.report.Remark;
import ee.fluxychat.tck.report.RunFacts;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.report.folder.Page;
import ee.fluxychat.tck.report.folder.Tone;
import ee.fluxychat.tck.report.folder.Wording;
import ee.fluxychat.tck.spec.ClauseCatalogue;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Servers against clauses as one HTML page that needs nothing beside it. */
final class MatrixPage {

    private static final Page PAGE = Page.named("matrix.html");
    private static final String SCRIPT_HASH = Page.hash("matrix.js");

    /** The whole page. */
    record View(String scriptHash, List<String> warnings, List<Column> servers, List<Area> areas, int clauses) {
        boolean hasWarnings() {
            return !warnings.isEmpty();
        }

        int count() {
            return servers.size();
        }

        /** How wide a row is besides the servers' cells. */
        int width() {
            return servers.size() + 1;
        }
    }

    /** A server in the table on top, and over its column. */
    record Column(
            String name,
            String target,
            String tone,
            String claim,
            String verdict,
            String when,
            String judged,
            String kit,
            String jar,
            String catalogue,
            List<Remark> about,
            Sums sums) {}

    /** How many cases of a server ended how. */
    record Sums(long ok, long wrong, long noted, long skipped, int unjudged) {}

    /** The clauses whose ids begin alike. */
    record Area(String name, List<Share> shares, List<Row> rows) {}

    /** How many clauses of an area hold at one server. */
    record Share(String key, long ok, long judged) {}

    /** One clause. */
    record Row(
            String id, String level, String profile, String text, boolean differs, boolean isWrong, List<Cell> cells) {}

    private MatrixPage() {}

    static String of(List<Server> servers) {
        Collection<Entry> clauses = clauses(servers);
        return PAGE.with(new View(
                SCRIPT_HASH,
                warnings(servers),
                servers.stream().map(MatrixPage::column).toList(),
                areas(servers, clauses),
                clauses.size()));
    }

    /** The clauses of all servers, in the order of this kit's catalogue; those it does not know come last. */
    private static Collection<Entry> clauses(List<Server> servers) {
        Map<String, Entry> clauses = new LinkedHashMap<>();
        servers.stream().flatMap(Server::clauses).forEach(each -> clauses.putIfAbsent(each.id(), each));
        List<String> order = ClauseCatalogue.shipped().entries().stream()
                .map(Entry::id)
                .filter(clauses::containsKey)
                .toList();
        return clauses.values().stream()
                .sorted(Comparator.comparingInt((Entry each) -> position(order, each.id())))
                .toList();
    }

    private static int position(List<String> order, String id) {
        int position = order.indexOf(id);
        return position < 0 ? order.size() : position;
    }

    private static List<String> warnings(List<Server> servers) {
        List<String> warnings = new ArrayList<>();
        if (differ(servers, each -> each.kit().catalogueSha256())) {
            warnings.add("The catalogues differ: a clause may say one thing in one column and another in the next.");
        }
        if (differ(servers, each -> each.kit().jarSha256())) {
            warnings.add("The kits differ: not every column was judged by the same cases.");
        }
        if (differ(servers, RunFacts::strict)) {
            warnings.add("Some runs were strict and others not: what fails in one column only warns in another.");
        }
        for (Server each : servers) {
            if (!each.facts().selection().isEmpty()) {
                warnings.add(each.name() + " was judged by a part of the clauses: "
                        + String.join(", ", each.facts().selection()) + ".");
            }
            String ending = each.report().result().ending().words();
            if (!ending.isEmpty()) {
                warnings.add("The run of " + each.name() + " was " + ending + ".");
            }
        }
        return warnings;
    }

    private static boolean differ(List<Server> servers, Function<RunFacts, Object> fact) {
        return servers.stream().map(Server::facts).map(fact).distinct().count() > 1;
    }

    private static Column column(Server server) {
        RunResult result = server.report().result();
        RunFacts facts = result.facts();
        Claim claim = result.claim();
        return new Column(
                server.name(),
                facts.target(),
                Tone.of(result).word(),
                claim.isMade() ? claim.words() : "no claim",
                result.verdict(),
                Wording.of(facts.startedAt()),
                Wording.selection(facts),
                facts.kit().version(),
                facts.kit().jarSha256(),
                facts.kit().catalogueSha256(),
                facts.about(),
                new Sums(
                        result.count(Verdict.OK),
                        server.report()
                                .count(List.of(Verdict.FAIL, Verdict.STALE, Verdict.UNREACHABLE, Verdict.INCONCLUSIVE)),
                        server.report().count(List.of(Verdict.WARN, Verdict.DEVIATION)),
                        server.report().count(List.of(Verdict.SKIP, Verdict.EXCLUDED)),
                        server.report().unjudged().size()));
    }

    private static List<Area> areas(List<Server> servers, Collection<Entry> clauses) {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        clauses.forEach(each ->
                rows.computeIfAbsent(each.area(), name -> new ArrayList<>()).add(row(servers, each)));
        return rows.entrySet().stream()
                .map(each -> new Area(each.getKey(), shares(servers.size(), each.getValue()), each.getValue()))
                .toList();
    }

    private static Row row(List<Server> servers, Entry clause) {
        List<Cell> cells = servers.stream().map(each -> each.cell(clause.id())).toList();
        return new Row(
                clause.id(),
                clause.level().name(),
                clause.profile().word(),
                clause.text(),
                cells.stream().map(Cell::key).distinct().count() > 1,
                cells.stream().anyMatch(Cell::isWrong),
                cells);
    }

    private static List<Share> shares(int servers, List<Row> rows) {
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < servers; i++) {
            int column = i;
            List<Cell> cells =
                    rows.stream().map(each -> each.cells().get(column)).toList();
            long ok = cells.stream().filter(Cell::isOk).count();
            long judged = cells.stream().filter(Cell::isJudged).count();
            shares.add(new Share(key(cells.stream(), ok, judged), ok, judged));
        }
        return shares;
    }

    private static String key(Stream<Cell> cells, long ok, long judged) {
        if (judged == 0) {
            return "unjudged";
        }
        return cells.anyMatch(Cell::isWrong) ? "fail" : ok == judged ? "ok" : "warn";
    }
}
