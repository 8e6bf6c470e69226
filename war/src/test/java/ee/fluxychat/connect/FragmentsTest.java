package ee.fluxychat.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.wire.Limits;
import org.junit.jupiter.api.Test;

class FragmentsTest {

    private final Fragments fragments = new Fragments();

    @Test
    void handsAWholeTextOnAsItIs() {
        assertThat(fragments.arrived("whole", true)).contains("whole");
    }

    @Test
    void joinsFragmentsAndBeginsAnew() {
        assertThat(fragments.arrived("a", false)).isEmpty();
        assertThat(fragments.arrived("b", false)).isEmpty();
        assertThat(fragments.arrived("c", true)).contains("abc");
        assertThat(fragments.arrived("next", true)).contains("next");
    }

    @Test
    void handsATextOnAsSoonAsItIsTooLongAndDropsTheRestOfIt() {
        String fragment = "x".repeat(100_000);

        assertThat(fragments.arrived(fragment, false)).isEmpty();
        assertThat(fragments.arrived(fragment, false)).isEmpty();
        assertThat(fragments.arrived(fragment, false).orElseThrow()).hasSize(Limits.FRAME_UNITS + 1);
        for (int i = 0; i < 50; i++) {
            assertThat(fragments.arrived(fragment, false)).isEmpty();
        }
        assertThat(fragments.arrived(fragment, true)).isEmpty();
        assertThat(fragments.arrived("next", true)).contains("next");
    }
}
