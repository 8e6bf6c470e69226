package ee.fluxychat.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import ee.fluxychat.tck.spec.Level;
import ee.fluxychat.tck.spec.Profile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionTest {

    @Test
    void saysOverWhichTransportsItsCasesArePlayed() {
        Selection selection = Selection.all().over(Transport.POLL, Transport.WS);

        assertThat(selection.plays(Transport.SSE)).isFalse();
        assertThat(selection.patterns()).containsExactly("over ws", "over poll");
        assertThat(Selection.all().patterns()).isEmpty();
    }

    @Test
    void takesEverythingWhenNothingIsAsked() {
        assertThat(Selection.all().takes(clause("ORDER-SAME-1"))).isTrue();
    }

    @Test
    void takesWhatIsBelowAName() {
        Selection selection = Selection.only("resume-page", "ORDER");

        assertThat(selection.takes(clause("RESUME-PAGE-1"))).isTrue();
        assertThat(selection.takes(clause("ORDER-FIFO-2"))).isTrue();
        assertThat(selection.takes(clause("RESUME-PAGES-1"))).isFalse();
    }

    @Test
    void takesWhatAStarStandsFor() {
        Selection selection = Selection.only("*-OWNER-*");

        assertThat(selection.takes(clause("EDIT-OWNER-1"))).isTrue();
        assertThat(selection.takes(clause("EDIT-FRAME-1"))).isFalse();
    }

    @Test
    void leavesOutWhatIsExcepted() {
        Selection selection = Selection.only("CLOSE").except("CLOSE-EXPIRED-1");

        assertThat(selection.takes(clause("CLOSE-REMOVED-1"))).isTrue();
        assertThat(selection.takes(clause("CLOSE-EXPIRED-1"))).isFalse();
    }

    @Test
    void takesOnlyItsProfiles() {
        Selection selection = new Selection(Set.of(Profile.SECURITY), List.of(), List.of(), Selection.EVERY_TRANSPORT);

        assertThat(selection.takes(clause("ORDER-SAME-1"))).isFalse();
        assertThat(selection.takes(clause("EDIT-OWNER-1", Profile.SECURITY))).isTrue();
    }

    private static Entry clause(String id) {
        return clause(id, Profile.CORE);
    }

    private static Entry clause(String id, Profile profile) {
        return new Entry(id, Level.MUST, profile, "It does.", "protocol 1", Optional.empty());
    }
}
