package ee.fluxychat.tck.report.folder;

import ee.fluxychat.tck.client.Transcript.Direction;
import ee.fluxychat.tck.client.Transcript.Line;
import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Closing;
import ee.fluxychat.tck.report.Finding;
import ee.fluxychat.tck.report.Runs;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import ee.fluxychat.tck.spec.Level;
import ee.fluxychat.tck.spec.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Results made up for tests of what is written about them. */
public final class Samples {

    public static final String HOSTILE = "</script><img src=x onerror=alert(1)>{{boom}} \"'&\u0000\u202e";

    private Samples() {}

    public static Entry clause(String id, Level level, Profile profile) {
        return new Entry(id, level, profile, "What " + id + " demands.", "protocol 2.4", Optional.empty());
    }

    /** A case that ended so, with one line of wire. */
    public static CaseResult ended(String clause, Verdict verdict) {
        return ended(clause(clause, Level.MUST, Profile.CORE), verdict);
    }

    /** The same for any clause. */
    public static CaseResult ended(Entry clause, Verdict verdict) {
        return result(clause, verdict, Optional.empty(), verdict == Verdict.OK ? "" : "for a reason", "{}");
    }

    /** The same case, played over this transport. */
    public static CaseResult over(Transport transport, CaseResult result) {
        return new CaseResult(
                result.chapter(),
                result.clause(),
                result.name() + "." + transport.word(),
                result.claim() + ", over " + transport.word(),
                Optional.of(transport),
                result.verdict(),
                result.finding(),
                result.reason(),
                result.closing(),
                result.took(),
                result.attempts(),
                result.transcript(),
                result.history());
    }

    /** A case that failed at a frame of this text. */
    public static CaseResult failed(String clause, String frame) {
        return result(
                clause(clause, Level.MUST, Profile.CORE),
                Verdict.FAIL,
                Optional.of(new Finding("events", "[1, 2]", frame, 2)),
                "",
                frame);
    }

    private static CaseResult result(
            Entry clause, Verdict verdict, Optional<Finding> finding, String reason, String frame) {
        return new CaseResult(
                "Resume",
                clause,
                "ResumeCases.judges" + clause.id().replace("-", ""),
                "replays in order",
                Optional.empty(),
                verdict,
                finding,
                reason,
                finding.isPresent()
                        ? new Closing(Closing.Kind.UNCLEAN, List.of("bob: closed with 1006"))
                        : new Closing(Closing.Kind.CLEAN, List.of("bob: closed with 1000 by the kit")),
                Duration.ofNanos(34_567_891),
                finding.isPresent() ? 3 : 1,
                List.of(
                        new Line(1, Duration.ZERO, "bob", Direction.SENT, "{\"type\":\"resume\"}"),
                        new Line(2, Duration.ofMillis(12), "bob", Direction.HEARD, frame)),
                List.of());
    }

    /** A run with a bit of everything. */
    public static Report report() {
        return new Report(
                Runs.of(
                        ended("RESUME-ALL-1", Verdict.OK),
                        failed("RESUME-ALL-2", HOSTILE),
                        ended("RESUME-GAP-1", Verdict.SKIP)),
                List.of(new Unjudged(
                        clause("HEALTH-DOWN-1", Level.SHOULD, Profile.CORE),
                        "needs a database that can be taken away")));
    }
}
