package ee.fluxychat.tck.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void knowsTheRunInsideAName() {
        Names names = new Names("k23abc", "http://localhost:8080");

        assertThat(names.without("k23abc_bursterk23abc_59")).isEqualTo("<run>_burster<run>_<n>");
    }

    @Test
    void putsAWordForWhatARunMadeUp() {
        Names names = new Names("kabc23", "http://localhost:8080");

        assertThat(names.without("/rooms/kabc23_r17/members")).isEqualTo("/rooms/<run>_r<n>/members");
        assertThat(names.without("kabc23_marker-4")).isEqualTo("<run>_marker-<n>");
        assertThat(names.without("kabc23_alice")).isEqualTo("<run>_alice");
    }
}
