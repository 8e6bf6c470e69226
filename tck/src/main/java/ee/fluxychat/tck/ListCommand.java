package ee.fluxychat.tck;

import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.spec.ClauseCatalogue;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import ee.fluxychat.tck.spec.Level;
import ee.fluxychat.tck.spec.Profile;
import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the clauses that the kit judges, without contacting any server. */
@Command(
        name = "list",
        description =
                "Prints the clauses with their levels and sources, and counts them. Contacts no server. Options that choose are joined by \"and\".",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "2:wrong usage, or no clause is so"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  list --profile core --level must",
            "  list --area RESUME,ORDER",
            "  list --untested --profile core",
            "  list --json"
        })
final class ListCommand implements Callable<Integer> {

    private final ClauseCatalogue catalogue = ClauseCatalogue.shipped();
    private final Map<String, List<Case>> cases = CaseFinder.byClause(catalogue);

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            split = ",",
            description = "Only these profiles: core, extended, security, durability, cluster, performance.")
    List<Profile> profiles = new ArrayList<>();

    @Option(names = "--level", paramLabel = "LEVEL", split = ",", description = "Only these levels: must, should, may.")
    List<Level> levels = new ArrayList<>();

    @Option(
            names = "--area",
            paramLabel = "AREA",
            split = ",",
            description = "Only these areas, the first word of an id, e.g. RESUME.")
    List<String> areas = new ArrayList<>();

    @Option(
            names = "--only",
            paramLabel = "PATTERN",
            split = ",",
            description = "Only clauses whose id matches, e.g. RESUME or RESUME-PAGE-*.")
    List<String> only = new ArrayList<>();

    @Option(names = "--untested", description = "Only clauses that no case judges, with the reasons.")
    boolean untested;

    @Option(names = "--json", description = "Prints one JSON object: clauses and counts.")
    boolean json;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        requireKnownAreas();
        List<Entry> chosen = chosen();
        if (chosen.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no clause is so; list without options prints all");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(asJson(chosen));
        } else {
            chosen.forEach(each -> print(out, each));
            out.println();
            printCounts(out, chosen);
        }
        out.flush();
        return 0;
    }

    private void requireKnownAreas() {
        List<String> known =
                catalogue.entries().stream().map(Entry::area).distinct().toList();
        for (String area : areas) {
            if (!known.contains(area.toUpperCase(Locale.ROOT))) {
                throw new ParameterException(
                        spec.commandLine(), "there is no area " + area + "; there are " + String.join(", ", known));
            }
        }
    }

    private List<Entry> chosen() {
        Usage.requireKnown(spec, only);
        Selection selection = Selection.only(only.toArray(String[]::new));
        return catalogue.entries().stream()
                .filter(selection::takes)
                .filter(each -> profiles.isEmpty() || profiles.contains(each.profile()))
                .filter(each -> levels.isEmpty() || levels.contains(each.level()))
                .filter(each -> areas.isEmpty() || areas.stream().anyMatch(each.area()::equalsIgnoreCase))
                .filter(each -> !untested || !isJudged(each))
                .toList();
    }

    private boolean isJudged(Entry clause) {
        return cases.containsKey(clause.id());
    }

    private void print(PrintWriter out, Entry clause) {
        out.printf("%-6s %-18s %s (%s)%n", clause.level(), clause.id(), clause.text(), clause.source());
        if (untested) {
            out.printf("%-6s %-18s not judged: %s%n", "", "", clause.untested().orElse("no case cites it"));
        }
    }

    private void printCounts(PrintWriter out, List<Entry> chosen) {
        out.printf("%-12s %6s %6s %6s %6s   %s%n", "profile", "MUST", "SHOULD", "MAY", "all", "judged by a case");
        for (Profile profile : Profile.values()) {
            List<Entry> mine =
                    chosen.stream().filter(each -> each.profile() == profile).toList();
            if (!mine.isEmpty()) {
                printCounts(out, profile.word(), mine);
            }
        }
        printCounts(out, "all", chosen);
    }

    private void printCounts(PrintWriter out, String name, List<Entry> clauses) {
        out.printf(
                "%-12s %6d %6d %6d %6d   %d%n",
                name,
                count(clauses, Level.MUST),
                count(clauses, Level.SHOULD),
                count(clauses, Level.MAY),
                clauses.size(),
                clauses.stream().filter(this::isJudged).count());
    }

    private static long count(Collection<Entry> clauses, Level level) {
        return clauses.stream().filter(each -> each.level() == level).count();
    }

    private JsonObject asJson(List<Entry> chosen) {
        List<JsonObject> counts = Stream.of(Profile.values())
                .flatMap(profile -> Stream.of(Level.values()).map(level -> counts(profile, level, chosen)))
                .filter(each -> each.getInt("clauses") > 0)
                .toList();
        return Json.object("clauses", chosen.stream().map(this::asJson).toList(), "counts", counts);
    }

    private JsonObject counts(Profile profile, Level level, List<Entry> chosen) {
        List<Entry> mine = chosen.stream()
                .filter(each -> each.profile() == profile && each.level() == level)
                .toList();
        return Json.object(
                "profile",
                profile.word(),
                "level",
                level,
                "clauses",
                mine.size(),
                "judged",
                mine.stream().filter(this::isJudged).count());
    }

    private JsonObject asJson(Entry clause) {
        List<String> judging = cases.getOrDefault(clause.id(), List.of()).stream()
                .map(Case::where)
                .collect(Collectors.toList());
        return Json.object(
                "id", clause.id(),
                "level", clause.level(),
                "profile", clause.profile().word(),
                "text", clause.text(),
                "source", clause.source(),
                "cases", judging,
                "untested", judging.isEmpty() ? clause.untested().orElse("no case cites it") : null);
    }
}
