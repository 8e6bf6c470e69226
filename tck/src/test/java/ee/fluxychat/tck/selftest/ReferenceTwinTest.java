package ee.fluxychat.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.Kit;
import ee.fluxychat.tck.Manner;
import ee.fluxychat.tck.Selection;
import ee.fluxychat.tck.provision.Tenant;
import ee.fluxychat.tck.report.ExitCode;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.spec.ClauseCatalogue;
import ee.fluxychat.tck.spec.Deviations;
import ee.fluxychat.tck.target.RateLimits;
import ee.fluxychat.tck.target.TargetOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The kit is right about the reference: of its twin it reports every known flaw that a clause covers, and nothing else. */
class ReferenceTwinTest {

    private static final Set<Verdict> WRONG =
            Set.of(Verdict.FAIL, Verdict.WARN, Verdict.INCONCLUSIVE, Verdict.UNREACHABLE, Verdict.STALE);

    /** Where the twin may differ from what was recorded. */
    private static final List<String> EXPLAINED = List.of(
            // what a deployment is made of; the protocol asks for none of it
            "GET /client/feature-flags 200/",
            "GET /health 200/",
            "GET /rooms/* 200/room/project_",
            // the twin sells no plans; the protocol allows null where one is listed
            "POST /admin/projects 200/project/plan is NULL",
            // null where all is read (3.3); whoever was recorded had something left to read
            "GET /rooms/*/unread 200/firstUnreadMessageId is NULL",
            // the recorded attachments had every field; the kit sends some with fewer
            "GET /api/messages 200/messages/*/attachments/*/",
            "message/attachments/*/",
            // what a stream tells was recorded as a text of its own; its first event has no reactions (3.4)
            "GET /rooms/*/stream 200",
            "history/reactions is missing",
            // of a webhook and its deliveries the twin tells what the protocol names
            "GET /webhooks/* 200/",
            "POST /webhooks/register ",
            "GET /admin/webhooks/deliveries 200/deliveries/*/");

    private final Set<String> unlike = new TreeSet<>();
    private final Deviations deviations = Deviations.ofTheReference(ClauseCatalogue.shipped());

    @Test
    void reportsTheKnownFlawsAndNothingElse() {
        RunResult quick = judge(Selection.all(), 1, 0.15);
        Set<String> doubtful = clauses(quick, WRONG);
        // an empty pattern would select everything
        RunResult slow = doubtful.isEmpty() ? quick : judge(Selection.only(patterns(quick)), 3, 1);
        Set<String> seen = clauses(quick, Set.of(Verdict.DEVIATION));
        seen.addAll(clauses(slow, Set.of(Verdict.DEVIATION)));

        assertThat(slow.cases().stream().filter(each -> WRONG.contains(each.verdict())))
                .as("what is wrong and not declared, or declared and not wrong")
                .map(each -> each.clause().id() + " " + each.verdict() + " " + each.finding() + each.reason())
                .isEmpty();
        assertThat(seen).containsExactlyInAnyOrderElementsOf(declared(quick));
        assertThat(slow.exitCode()).isIn(ExitCode.DEVIATES, ExitCode.CONFORMANT);
        assertThat(unlike.stream().filter(each -> EXPLAINED.stream().noneMatch(each::startsWith)))
                .as("what the twin says in other forms than the reference was recorded with")
                .isEmpty();
    }

    /** What is doubtful, with the cases in which it was seen: what is looked at all along is nothing by itself. */
    private static String[] patterns(RunResult quick) {
        return quick.cases().stream()
                .filter(each -> WRONG.contains(each.verdict()))
                .flatMap(each -> Stream.of(each.pattern().split(",")))
                .toArray(String[]::new);
    }

    private Set<String> declared(RunResult judged) {
        return judged.cases().stream()
                .filter(each -> each.verdict() != Verdict.SKIP)
                .map(each -> each.clause().id())
                .filter(each -> !deviations.naming(each).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> clauses(RunResult result, Set<Verdict> verdicts) {
        return result.cases().stream()
                .filter(each -> verdicts.contains(each.verdict()))
                .map(each -> each.clause().id())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private RunResult judge(Selection selection, int attempts, double scale) {
        Manner manner = new Manner(
                true,
                OptionalLong.empty(),
                Manner.usual().budget(),
                attempts,
                deviations,
                "the reference's twin",
                List.of(),
                true);
        ReferenceRules rules = new ReferenceRules();
        try (TruthfulServer twin = new TruthfulServer(rules)) {
            Tenant home = new Tenant(twin.key(), Optional.of(twin.secret()), Map.of());
            TargetOptions target = TargetOptions.of(twin.uri(), home)
                    .with(RateLimits.OFF)
                    .scaled(scale)
                    .bursting(12)
                    .with(List.of(twin.otherUri()))
                    .with(twin);
            return Kit.on(target, manner).run(selection, each -> {});
        } finally {
            unlike.addAll(rules.unlikeTheReference());
        }
    }
}
