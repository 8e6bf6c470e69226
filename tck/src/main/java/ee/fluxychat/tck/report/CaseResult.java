package ee.fluxychat.tck.report;

import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.history.HistoryEvent;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How one case ended. {@code name} is permanent ({@code ResumeCases.pagesToTheEnd}), {@code claim} the same in words;
 * {@code transport} says over which its people heard, where there is a choice. {@code reason} is empty
 * unless the verdict needs one. {@code closing} is the second verdict, on how its connections were closed. {@code attempts} counts how often
 * it was played; finding, time, transcript and history are the first
 * attempt's that went wrong.
 */
public record CaseResult(
        String chapter,
        Entry clause,
        String name,
        String claim,
        Optional<Transport> transport,
        Verdict verdict,
        Optional<Finding> finding,
        String reason,
        Closing closing,
        Duration took,
        int attempts,
        List<Transcript.Line> transcript,
        List<HistoryEvent> history) {

    /** What is added to the command line of a run to judge just this again. */
    public String again() {
        return "--only " + pattern()
                + transport.map(each -> " --transport " + each.word()).orElse("") + " -v";
    }

    /** Which clauses have to be judged to come to this result again: its own, and those in whose cases it was seen. */
    public String pattern() {
        return Stream.concat(Stream.of(clause.id()), finding.stream().flatMap(each -> each.seenWith().stream()))
                .distinct()
                .collect(Collectors.joining(","));
    }

    /** The same result, judged otherwise for a reason. */
    public CaseResult judged(Verdict other, String why) {
        return new CaseResult(
                chapter,
                clause,
                name,
                claim,
                transport,
                other,
                finding,
                why,
                closing,
                took,
                attempts,
                transcript,
                history);
    }

    /** The same result after so many attempts. */
    public CaseResult after(int all) {
        return new CaseResult(
                chapter,
                clause,
                name,
                claim,
                transport,
                verdict,
                finding,
                reason,
                closing,
                took,
                all,
                transcript,
                history);
    }
}
