package ee.fluxychat.tck.selftest;

import static ee.fluxychat.tck.client.Transport.POLL;
import static ee.fluxychat.tck.client.Transport.SSE;
import static ee.fluxychat.tck.client.Transport.WS;
import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.selftest.SelfTest.Catch;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProofTest {

    private static final Variant ECHO_WS = new Variant("MSG-ECHO-1", WS);
    private static final Variant ECHO_SSE = new Variant("MSG-ECHO-1", SSE);
    private static final Variant ECHO_POLL = new Variant("MSG-ECHO-1", POLL);
    private static final Variant EDIT_SSE = new Variant("EDIT-GONE-1", SSE);

    @Test
    void isWholeWhereTheLiarsOfAClauseAreCaughtOverAllItsTransports() {
        Proof proof = Proof.of(
                List.of(ECHO_WS, ECHO_SSE, ECHO_POLL),
                Set.of(ECHO_WS, ECHO_SSE, ECHO_POLL),
                List.of(caught("MSG-ECHO-1", WS, SSE), caught("MSG-ECHO-1", POLL)));

        assertThat(proof.isWhole()).isTrue();
        assertThat(proof.gaps()).isEmpty();
    }

    @Test
    void saysOverWhichTransportNoLiarOfAClauseIsCaught() {
        Proof proof =
                Proof.of(List.of(ECHO_WS, ECHO_SSE), Set.of(ECHO_WS, ECHO_SSE), List.of(caught("MSG-ECHO-1", WS)));

        assertThat(proof.isWhole()).isFalse();
        assertThat(proof.gaps())
                .containsExactly(
                        "MSG-ECHO-1 over sse: no liar about it is caught there, so nothing shows that this can fail");
    }

    @Test
    void takesNoLiarAboutAnotherClauseForAProof() {
        Proof proof = Proof.of(List.of(ECHO_SSE), Set.of(ECHO_SSE), List.of(caught("EDIT-GONE-1", SSE)));

        assertThat(proof.unseen()).containsExactly(ECHO_SSE);
    }

    @Test
    void countsOnlyWhatWasAskedFor() {
        Proof proof = Proof.of(List.of(EDIT_SSE), Set.of(ECHO_SSE, EDIT_SSE), List.of(caught("EDIT-GONE-1", SSE)));

        assertThat(proof.seen()).containsExactly(EDIT_SSE);
        assertThat(proof.unseen()).isEmpty();
    }

    @Test
    void demandsNoFailureWhereTheTruthCannotBeJudgedAndSaysSo() {
        Proof proof = Proof.of(List.of(ECHO_WS, ECHO_SSE), Set.of(ECHO_WS), List.of(caught("MSG-ECHO-1", WS)));

        assertThat(proof.isWhole()).isTrue();
        assertThat(proof.gaps())
                .containsExactly(
                        "MSG-ECHO-1 over sse: does not count, since the kit's own server gives it nothing to judge");
    }

    private static Catch caught(String clause, Transport... over) {
        return new Catch(Lie.about(clause, "lies", Rules::new), Set.of(clause), Set.of(over), List.of());
    }
}
