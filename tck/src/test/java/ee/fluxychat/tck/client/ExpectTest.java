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
                .withMessage("seqs, item 17: expected 17 of 4000 items, actual 18 of 4000 items");
    }

    @Test
    void saysWhereAListEndsTooEarly() {
        List<Integer> wanted = IntStream.range(0, 30).boxed().toList();

        assertThatExceptionOfType(Mismatch.class)
                .isThrownBy(() -> expect("seqs", wanted.subList(0, 29)).toBe(wanted))
                .withMessage("seqs, item 29: expected 29 of 30 items, actual no further one of 29 items");
    }

    @Test
    void neverMeetsADemandByNothing() {
        assertThatExceptionOfType(Mismatch.class)
                .isThrownBy(() -> expect("a frame", (String) null).toBe("anything at all", each -> true));
    }
}
