package ee.fluxychat.tck.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.fluxychat.tck.bench.load.CannotMeasure;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServerProcessTest {

    private final ServerProcess self = new ServerProcess(ProcessHandle.current().pid());

    @Test
    void countsTheObjectsOfAClassInAnotherJvmsHeap() {
        Marker[] markers = Stream.generate(Marker::new).limit(321).toArray(Marker[]::new);

        assertThat(self.heap()).hasEntrySatisfying(Marker.class.getName(), objects -> assertThat(objects.count())
                .isEqualTo(markers.length));
    }

    @Test
    void weighsOnlyWhatIsAlive() {
        assertThat(self.memory().liveBytes())
                .isPositive()
                .isLessThan(Runtime.getRuntime().maxMemory());
    }

    @Test
    void refusesAProcessThatIsNotThere() {
        assertThatThrownBy(() -> new ServerProcess(Long.MAX_VALUE))
                .isInstanceOf(CannotMeasure.class)
                .hasMessageContaining("--server-pid");
    }

    private static final class Marker {}
}
