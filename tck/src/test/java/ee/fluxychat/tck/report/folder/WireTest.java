package ee.fluxychat.tck.report.folder;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.client.Transcript.Direction;
import ee.fluxychat.tck.client.Transcript.Line;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Closing;
import ee.fluxychat.tck.report.Finding;
import ee.fluxychat.tck.report.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WireTest {

    @Test
    void showsTheEndOfWhatWentWell() {
        Wire wire = Wire.of(withLines(100, Verdict.OK, 0));

        assertThat(wire.lines()).hasSize(24).last().extracting("text").isEqualTo("frame 100");
        assertThat(wire.before()).isEqualTo(76);
        assertThat(wire.after()).isZero();
    }

    @Test
    void showsTheSurroundingsOfWhatWentWrong() {
        Wire wire = Wire.of(withLines(300, Verdict.FAIL, 200));

        assertThat(wire.before()).isEqualTo(100);
        assertThat(wire.after()).isEqualTo(80);
        assertThat(wire.lines())
                .hasSize(120)
                .filteredOn(Wire.WireLine::isWrong)
                .extracting(Wire.WireLine::text)
                .containsExactly("frame 200");
    }

    @Test
    void showsAllOfAFewLines() {
        Wire wire = Wire.of(withLines(50, Verdict.FAIL, 3));

        assertThat(wire.lines()).hasSize(50);
        assertThat(wire.before() + wire.after()).isZero();
    }

    private static CaseResult withLines(int count, Verdict verdict, int wrong) {
        CaseResult result = Samples.ended("RESUME-ALL-1", verdict);
        return new CaseResult(
                result.chapter(),
                result.clause(),
                result.name(),
                result.claim(),
                result.transport(),
                verdict,
                wrong == 0 ? Optional.empty() : Optional.of(new Finding("a", "b", "c", wrong)),
                "",
                Closing.none(),
                result.took(),
                1,
                IntStream.rangeClosed(1, count)
                        .mapToObj(each ->
                                new Line(each, Duration.ofMillis(each), "bob", Direction.HEARD, "frame " + each))
                        .toList(),
                List.of());
    }
}
