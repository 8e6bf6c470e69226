package ee.fluxychat.tck.report;

import ee.fluxychat.tck.spec.Level;
import ee.fluxychat.tck.spec.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a run ended: the facts about it, every case in order, and what stopped it. Immutable. */
public record RunResult(RunFacts facts, List<CaseResult> cases, Ending ending) {

    private static final int NAMED = 4;

    /** How many cases of this level ended so. */
    public long count(Level level, Verdict verdict) {
        return cases.stream()
                .filter(each -> each.clause().level() == level && each.verdict() == verdict)
                .count();
    }

    /** How many cases ended so. */
    public long count(Verdict verdict) {
        return cases.stream().filter(each -> each.verdict() == verdict).count();
    }

    /** The exit code of the command: what the run as a whole says. */
    public int exitCode() {
        if (ending == Ending.INTERRUPTED) {
            return ExitCode.INTERRUPTED;
        } else if (ending == Ending.UNREACHABLE) {
            return ExitCode.COULD_NOT_JUDGE;
        } else if (count(Verdict.FAIL) + count(Verdict.STALE) > 0) {
            return ExitCode.NOT_CONFORMANT;
        } else if (ending == Ending.COMPLETE && !hasJudged()) {
            return ExitCode.COULD_NOT_JUDGE;
        } else if (ending == Ending.BUDGET
                || count(Level.MUST, Verdict.INCONCLUSIVE) + count(Verdict.UNREACHABLE) > 0) {
            return ExitCode.INCONCLUSIVE;
        }
        return count(Verdict.DEVIATION) > 0 ? ExitCode.DEVIATES : ExitCode.CONFORMANT;
    }

    /** Whether any case said something about the target: one that was skipped or excluded did not. */
    public boolean hasJudged() {
        return cases.stream().anyMatch(each -> each.verdict().isJudgement());
    }

    /** The exit code in words. */
    public String verdict() {
        return switch (exitCode()) {
            case ExitCode.CONFORMANT -> "conformant as far as judged";
            case ExitCode.DEVIATES -> "only declared deviations";
            case ExitCode.INCONCLUSIVE ->
                ending == Ending.COMPLETE ? "inconclusive" : "inconclusive, " + ending.words();
            case ExitCode.NOT_CONFORMANT -> "not conformant";
            default -> ending == Ending.COMPLETE ? "nothing was judged" : ending.words();
        };
    }

    /** Whether every binding clause that could be judged holds. */
    public boolean isConformant() {
        return exitCode() == ExitCode.CONFORMANT;
    }

    /**
     * What the target may say of itself: <em>core compatible</em> when every MUST of the core was judged and holds, and so on for each further
     * profile. The reasons say what is missing. Beside a deviation, declared or out of date, of whatever profile, there is no claim at all.
     */
    public Claim claim() {
        List<String> deviations = grouped(cases.stream()
                .filter(each -> each.verdict() == Verdict.DEVIATION || each.verdict() == Verdict.STALE)
                .toList());
        if (!deviations.isEmpty()) {
            return new Claim("", deviations);
        }
        List<String> missing = missing(Profile.CORE);
        if (!missing.isEmpty()) {
            return new Claim("", missing);
        }
        StringBuilder words = new StringBuilder("core");
        List<String> reasons = new ArrayList<>();
        for (Profile each : List.of(Profile.EXTENDED, Profile.SECURITY, Profile.DURABILITY, Profile.CLUSTER)) {
            List<String> lacks = missing(each);
            if (lacks.isEmpty()) {
                words.append(" + ").append(each.claimed());
            } else {
                lacks.forEach(reason -> reasons.add("not + " + each.claimed() + ": " + reason));
            }
        }
        return new Claim(words + (words.length() == 4 ? " compatible" : ""), reasons);
    }

    private List<String> missing(Profile profile) {
        List<String> missing = new ArrayList<>();
        if (ending != Ending.COMPLETE) {
            missing.add(ending.words());
        }
        if (!facts.isWhole(profile)) {
            missing.add("not all clauses of " + profile.word() + " were selected");
        }
        List<CaseResult> mine = cases.stream()
                .filter(each ->
                        each.clause().profile() == profile && each.clause().isNeededForClaim())
                .toList();
        long without = facts.withoutCase(profile);
        if (without > 0) {
            missing.add("this kit has no case yet for " + without + " clauses of " + profile.word() + " that count");
        }
        if (mine.isEmpty()) {
            missing.add("no clause of " + profile.word() + " was judged");
        }
        missing.addAll(grouped(mine.stream()
                .filter(each -> each.verdict() != Verdict.OK && each.verdict() != Verdict.EXCLUDED)
                .toList()));
        return missing;
    }

    /** A sentence for each result, and one for all that ended so for the same reason. */
    private static List<String> grouped(List<CaseResult> results) {
        Map<String, List<CaseResult>> groups = new LinkedHashMap<>();
        for (CaseResult each : results) {
            String sharing = each.reason().isEmpty() ? each.name() : each.verdict() + each.reason();
            groups.computeIfAbsent(sharing, first -> new ArrayList<>()).add(each);
        }
        return groups.values().stream().map(RunResult::why).toList();
    }

    private static String why(List<CaseResult> alike) {
        CaseResult first = alike.get(0);
        String ended = first.verdict().word() + (first.reason().isEmpty() ? "" : " (" + first.reason() + ")");
        if (alike.size() == 1) {
            return called(first) + " " + ended;
        }
        List<String> names = alike.stream().map(RunResult::called).distinct().toList();
        String some = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        int more = names.size() - NAMED;
        return alike.size() + " " + ended + ": " + some + (more > 0 ? " and " + more + " more" : "");
    }

    private static String called(CaseResult result) {
        return result.clause().id()
                + result.transport().map(over -> " over " + over.word()).orElse("");
    }
}
