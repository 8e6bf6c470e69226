package ee.fluxychat.tck.report;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.report.folder.Samples;
import ee.fluxychat.tck.spec.Level;
import ee.fluxychat.tck.spec.Profile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunResultTest {

    private static final CaseResult HOLDS = Samples.ended("RESUME-ALL-1", Verdict.OK);

    @Test
    void claimsWhatWasJudgedAndHolds() {
        assertThat(Runs.of(HOLDS).claim().words()).isEqualTo("core compatible");
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"DEVIATION", "STALE"})
    void claimsNothingBesideADeviationOfWhateverProfile(Verdict verdict) {
        CaseResult elsewhere = Samples.ended(Samples.clause("EXTRA-ALL-1", Level.MAY, Profile.EXTENDED), verdict);

        Claim claim = Runs.of(HOLDS, elsewhere).claim();

        assertThat(claim.isMade()).isFalse();
        assertThat(claim.reasons()).containsExactly("EXTRA-ALL-1 " + verdict.word() + " (for a reason)");
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"SKIP", "EXCLUDED"})
    void saysThatNothingWasJudgedWhereNothingWas(Verdict verdict) {
        RunResult result = Runs.of(Samples.ended("RESUME-ALL-1", verdict));

        assertThat(result.exitCode()).isEqualTo(ExitCode.COULD_NOT_JUDGE);
        assertThat(result.verdict()).isEqualTo("nothing was judged");
        assertThat(Runs.of(Ending.COMPLETE, List.of()).exitCode()).isEqualTo(ExitCode.COULD_NOT_JUDGE);
    }

    @Test
    void namesAReasonOnceForAllThatEndedSo() {
        CaseResult[] skipped = Stream.of("A", "B", "C", "D", "E", "F")
                .map(each -> Samples.ended("SSE-" + each + "-1", Verdict.SKIP))
                .toArray(CaseResult[]::new);

        assertThat(Runs.of(skipped).claim().reasons())
                .containsExactly("6 skip (for a reason): SSE-A-1, SSE-B-1, SSE-C-1, SSE-D-1 and 2 more");
    }
}
