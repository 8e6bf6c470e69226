package ee.fluxychat.tck.client;

import static ee.fluxychat.tck.client.Expect.expect;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpectTest {

    @Test
    void saysWhatWasExpectedAndSeen() {
        assertThatExceptionOfType(Mismatch.class)
                .isThrownBy(() -> expect("events after seq 17", List.of("second", "first"))
                        .toBe(List.of("first", "second")))
                .withMessage("events after seq 17: expected [first, second], actual [second, first]");
    }

    @Test
    void pointsAtTheFirstDifferenceOfLongLists() {
        List<Integer> wanted = IntStream.range(0, 4_000).boxed().toList();
        List<Integer> seen = new ArrayList<>(wanted);
        seen.set(17, 18);

        assertThatExceptionOfType(Mismatch.class)
                .isThrownBy(() -> expect("seqs", seen).toBe(wanted))
                .withMessage("seqs, item 17: expected 17, actual 18");
    }

    @Test
    void saysWhereAListEndsTooEarly() {
        List<Integer> wanted = IntStream.range(0, 30).boxed().toList();

        assertThatExceptionOfType(Mismatch.class)
                .isThrownBy(() -> expect("seqs", wanted.subList(0, 29)).toBe(wanted))
                .withMessage("seqs, item 29 (30 expected, 29 seen): expected 29, actual no further one");
    }

    @Test
    void neverMeetsADemandByNothing() {
        assertThatExceptionOfType(Mismatch.class)
                .isThrownBy(() -> expect("a frame", (String) null).toBe("anything at all", each -> true));
    }
}
