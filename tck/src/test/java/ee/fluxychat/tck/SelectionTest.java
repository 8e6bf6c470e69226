package ee.fluxychat.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {

    @Test
    void takesEverythingWhenNothingIsAsked() {
        assertThat(Selection.all().takes("ORDER-SAME-1")).isTrue();
    }

    @Test
    void takesWhatIsBelowAName() {
        Selection selection = new Selection(List.of("resume-page", "ORDER"), List.of());

        assertThat(selection.takes("RESUME-PAGE-1")).isTrue();
        assertThat(selection.takes("ORDER-FIFO-2")).isTrue();
        assertThat(selection.takes("RESUME-PAGES-1")).isFalse();
    }

    @Test
    void takesWhatAStarStandsFor() {
        Selection selection = new Selection(List.of("*-OWNER-*"), List.of());

        assertThat(selection.takes("EDIT-OWNER-1")).isTrue();
        assertThat(selection.takes("EDIT-FRAME-1")).isFalse();
    }

    @Test
    void leavesOutWhatIsExcepted() {
        Selection selection = new Selection(List.of("CLOSE"), List.of("CLOSE-EXPIRED-1"));

        assertThat(selection.takes("CLOSE-REMOVED-1")).isTrue();
        assertThat(selection.takes("CLOSE-EXPIRED-1")).isFalse();
    }
}
