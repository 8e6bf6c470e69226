package ee.fluxychat.tck.report;

import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How one case ended. {@code reason} is empty unless it was skipped or the target could not be reached. */
public record CaseResult(
        String chapter,
        Entry clause,
        String claim,
        Verdict verdict,
        Optional<Finding> finding,
        String reason,
        Duration took,
        List<Transcript.Line> transcript) {}
