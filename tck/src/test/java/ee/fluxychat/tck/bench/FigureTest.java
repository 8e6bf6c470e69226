package ee.fluxychat.tck.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {

    @Test
    void givesTheMiddleAndTheExtremesOfItsSamples() {
        Figure figure = new Figure("fan-out", "deliveries", "/s", List.of(3.0, 1.0, 2.0));

        assertThat(figure.median()).isEqualTo(2);
        assertThat(figure.min()).isEqualTo(1);
        assertThat(figure.max()).isEqualTo(3);
    }

    @Test
    void halvesTheDistanceBetweenTwoMiddleSamples() {
        assertThat(new Figure("acks", "p99", "ms", List.of(1.0, 2.0)).median()).isEqualTo(1.5);
    }
}
