package ee.fluxychat.tck.diff;

import ee.fluxychat.tck.diff.Wire.Said;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Verdict;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Two servers, A and B, by what they did in the same cases: verdicts that differ, and where both passed, what they said differently. What A
 * says differently from itself in another play is chance and left out. Immutable.
 */
public final class Comparison {

    private static final int SHOWN = 120;

    /** People leave when they have no more to say: whether others still hear of it is a matter of time. */
    private static final String LEAVING = "frame member_left";

    /** Each tells who is there as of its moment, which is a matter of time, too: of these the names and kinds of fields are compared. */
    private static final Set<String> COUNTING = Set.of("frame presence", "frame subscription_count");

    private final List<ClauseDifference> differences = new ArrayList<>();

    /** What differs in the cases of one clause; empty when no verdict does. */
    public record ClauseDifference(String clause, String caseName, Optional<String> verdicts, Set<String> wire) {}

    /** Compares; {@code again} is another play of A, from which is learnt what differs by chance. */
    public Comparison(RunResult a, Optional<RunResult> again, RunResult b) {
        Map<String, CaseResult> chance = again.map(Comparison::byName).orElse(Map.of());
        Map<String, CaseResult> other = byName(b);
        Names namesOfA = new Names(a.facts().runId(), a.facts().target());
        Names namesOfB = new Names(b.facts().runId(), b.facts().target());
        for (CaseResult one : a.cases()) {
            CaseResult two = other.get(one.name());
            if (two == null) {
                continue;
            }
            Set<String> wire = new LinkedHashSet<>();
            if (one.verdict() == Verdict.OK && two.verdict() == Verdict.OK) {
                Set<String> places = new HashSet<>();
                CaseResult replay = chance.get(one.name());
                if (replay != null) {
                    Names names = new Names(
                            again.orElseThrow().facts().runId(), a.facts().target());
                    differences(
                                    Wire.of(one.transcript(), namesOfA),
                                    Wire.of(replay.transcript(), names),
                                    namesOfA,
                                    names)
                            .forEach((place, sentence) -> places.add(place));
                }
                differences(
                                Wire.of(one.transcript(), namesOfA),
                                Wire.of(two.transcript(), namesOfB),
                                namesOfA,
                                namesOfB)
                        .forEach((place, sentence) -> {
                            if (!places.contains(place)) {
                                wire.add(sentence);
                            }
                        });
            }
            Optional<String> verdicts = verdicts(one, two);
            if (verdicts.isPresent() || !wire.isEmpty()) {
                differences.add(new ClauseDifference(one.clause().id(), one.name(), verdicts, wire));
            }
        }
    }

    /** What was found, in the order of the cases. */
    public List<ClauseDifference> differences() {
        return differences;
    }

    private static Map<String, CaseResult> byName(RunResult run) {
        Map<String, CaseResult> byName = new HashMap<>();
        run.cases().forEach(each -> byName.put(each.name(), each));
        return byName;
    }

    private static Optional<String> verdicts(CaseResult a, CaseResult b) {
        return a.verdict() == b.verdict()
                ? Optional.empty()
                : Optional.of("A " + a.verdict().word() + why(a) + "; B "
                        + b.verdict().word() + why(b));
    }

    private static String why(CaseResult result) {
        return result.finding()
                .map(each -> " (" + each.what() + ": expected " + each.expected() + ", actual " + each.actual() + ")")
                .orElse(result.reason().isEmpty() ? "" : " (" + result.reason() + ")");
    }

    /** Sentences by the place they speak of; a place that differs twice is told of once. */
    private static Map<String, String> differences(Wire a, Wire b, Names namesOfA, Names namesOfB) {
        Map<String, String> found = new LinkedHashMap<>();
        Set<Wire.Topic> topics = new LinkedHashSet<>(a.said().keySet());
        topics.addAll(b.said().keySet());
        for (Wire.Topic topic : topics) {
            List<Said> one = a.said().getOrDefault(topic, List.of());
            List<Said> two = b.said().getOrDefault(topic, List.of());
            if (isOnlyHere(topic, one, b) || isOnlyHere(topic, two, a)) {
                found.put(
                        topic.who() + " " + topic.what(),
                        topic.what() + ": only from " + (two.isEmpty() ? "A" : "B") + ", to " + topic.who());
            }
            BiConsumer<String, String> note = (path, difference) -> found.putIfAbsent(
                    topic.who() + " " + topic.what() + " " + path,
                    topic.what() + (path.isEmpty() ? "" : ", " + path) + ": " + difference);
            List<Said> onlyA = new ArrayList<>(one);
            List<Said> onlyB = new ArrayList<>(two);
            boolean formOnly = COUNTING.contains(topic.what());
            onlyA.removeIf(each -> takesAlike(each, onlyB, formOnly, namesOfA, namesOfB));
            for (int i = 0; i < Math.min(onlyA.size(), onlyB.size()); i++) {
                new Pair(namesOfA, namesOfB, formOnly, note).compare(onlyA.get(i), onlyB.get(i));
            }
        }
        return found;
    }

    /** Takes the first that says the same: what one user says over two connections may be heard in either order. */
    private static boolean takesAlike(Said said, List<Said> others, boolean formOnly, Names namesOfA, Names namesOfB) {
        for (Said other : others) {
            boolean[] differs = {false};
            new Pair(namesOfA, namesOfB, formOnly, (path, difference) -> differs[0] = true).compare(said, other);
            if (!differs[0]) {
                return others.remove(other);
            }
        }
        return false;
    }

    /** Whether frames came of a kind that nobody hears on the other side, though the case went on long enough for them. */
    private static boolean isOnlyHere(Wire.Topic topic, List<Said> here, Wire there) {
        return !topic.what().startsWith("answer")
                && !topic.what().startsWith(LEAVING)
                && !there.isCut()
                && here.stream().anyMatch(each -> !each.isAtTheEnd())
                && there.said().keySet().stream().noneMatch(each -> each.what().equals(topic.what()));
    }

    /** Two things that answer the same question. */
    private record Pair(Names namesOfA, Names namesOfB, boolean formOnly, BiConsumer<String, String> note) {

        private static final Set<String> NUMBERS_OF_A_RUN = Set.of(
                "id",
                "messageId",
                "parentId",
                "seq",
                "lastSeq",
                "currentSeq",
                "ts",
                "iat",
                "exp",
                "expiresIn",
                "lastReadMessageId");

        private void compare(Said a, Said b) {
            if (a.status() != b.status()) {
                note.accept("", "A " + a.status() + ", B " + b.status());
            } else if (a.body() != null && b.body() != null) {
                compare("", "", a.body(), b.body());
            }
        }

        private void compare(String path, String name, JsonValue a, JsonValue b) {
            if (a instanceof JsonObject && b instanceof JsonObject) {
                Map<String, JsonValue> one = byPlainName(a.asJsonObject(), namesOfA);
                Map<String, JsonValue> two = byPlainName(b.asJsonObject(), namesOfB);
                Set<String> names = new TreeSet<>(one.keySet());
                names.addAll(two.keySet());
                for (String each : names) {
                    String inside = path.isEmpty() ? each : path + "." + each;
                    compareField(inside, each, one.get(each), two.get(each));
                }
            } else if (a instanceof JsonArray one && b instanceof JsonArray two) {
                if (formOnly) {
                    return; // who is on the one list need not be on the other
                } else if (one.size() != two.size()) {
                    note.accept(path, "A has " + one.size() + " items, B " + two.size());
                }
                for (int i = 0; i < Math.min(one.size(), two.size()); i++) {
                    compare(path + "[]", name, one.get(i), two.get(i));
                }
            } else if (a.getValueType() != b.getValueType()
                    || (!formOnly && !plain(name, a, namesOfA).equals(plain(name, b, namesOfB)))) {
                note.accept(path, "A " + plain(name, a, namesOfA) + ", B " + plain(name, b, namesOfB));
            }
        }

        /** A field may be named by an id, as those of reactions are. */
        private static Map<String, JsonValue> byPlainName(JsonObject object, Names names) {
            Map<String, JsonValue> byName = new LinkedHashMap<>();
            object.forEach((name, value) -> byName.putIfAbsent(names.without(name), value));
            return byName;
        }

        private void compareField(String path, String name, @Nullable JsonValue a, @Nullable JsonValue b) {
            if (a != null && b != null) {
                compare(path, name, a, b);
            } else if (a != null) {
                note.accept(path, "only A has it, " + plain(name, a, namesOfA));
            } else if (b != null) {
                note.accept(path, "only B has it, " + plain(name, b, namesOfB));
            }
        }

        private static String plain(String name, JsonValue value, Names names) {
            String text = value instanceof JsonString string
                    ? '"' + names.without(string.getString()) + '"'
                    : value instanceof JsonNumber
                            ? NUMBERS_OF_A_RUN.contains(name) ? "<n>" : value.toString()
                            : names.without(value.toString());
            return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        }
    }
}
