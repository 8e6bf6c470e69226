package ee.fluxychat.tck.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void spreadsTheMessagesOfASecondEvenly() {
        Pace pace = new Pace(5, 4);

        assertThat(pace.due(0)).isEqualTo(5);
        assertThat(pace.due(1)).isEqualTo(5 + 250_000_000L);
        assertThat(pace.due(4)).isEqualTo(5 + 1_000_000_000L);
    }

    @Test
    void doesNotDriftWhenTheIntervalIsNoWholeNumberOfNanoseconds() {
        Pace pace = new Pace(0, 3);

        assertThat(pace.due(3 * 86_400)).isEqualTo(86_400L * 1_000_000_000);
    }

    @Test
    void doesNotOverflowInLongRuns() {
        assertThat(new Pace(0, 1).due(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE * 1_000_000_000L);
    }
}
