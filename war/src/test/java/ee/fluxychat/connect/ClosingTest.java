package ee.fluxychat.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.wire.CloseCode;
import jakarta.websocket.CloseReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ClosingTest {

    private final List<CloseReason> said = new ArrayList<>();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final Closing closing =
            new Closing(new FakeSession().session, said::add, later::add, Runnable::run, () -> 0);

    @Test
    void saysGoodbyeOnce() {
        closing.start(CloseCode.TRY_AGAIN_LATER, "slow");
        closing.start(CloseCode.TERMINATED, "gone");
        later.forEach(Runnable::run);

        assertThat(said).singleElement().satisfies(reason -> {
            assertThat(reason.getCloseCode().getCode()).isEqualTo(1013);
            assertThat(reason.getReasonPhrase()).isEqualTo("slow");
        });
    }

    @Test
    void saysNothingWhenTheSessionEndedBeforeItsTurnCame() {
        closing.start(CloseCode.TRY_AGAIN_LATER, "slow");
        closing.over();
        later.forEach(Runnable::run);

        assertThat(said).isEmpty();
    }

    @Test
    void saysNothingToASessionThatIsOver() {
        closing.over();
        closing.start(CloseCode.TRY_AGAIN_LATER, "slow");
        later.forEach(Runnable::run);

        assertThat(said).isEmpty();
    }
}
