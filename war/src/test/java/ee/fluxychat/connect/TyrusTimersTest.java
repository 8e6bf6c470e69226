package ee.fluxychat.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TyrusTimersTest {

    private final ScheduledThreadPoolExecutor container = new ScheduledThreadPoolExecutor(1);
    private final TyrusLike session = new TyrusLike(container);

    @AfterEach
    void stop() {
        container.shutdownNow();
    }

    @Test
    void schedulesNothingForAnIdleTimeoutThatIsNotSet() {
        TyrusTimers.silencer(session).accept(session);

        ScheduledFuture<?> timer = session.service.schedule(() -> {}, 0, TimeUnit.MILLISECONDS);

        assertThat(timer.isDone()).isTrue();
        assertThat(container.getQueue()).isEmpty();
    }

    @Test
    void leavesARealTimerToTheContainer() {
        TyrusTimers.silencer(session).accept(session);

        ScheduledFuture<?> timer = session.service.schedule(() -> {}, 1, TimeUnit.HOURS);

        assertThat(container.getQueue()).singleElement().isSameAs(timer);
    }

    @Test
    void treatsEverySessionOfTheClass() {
        TyrusLike another = new TyrusLike(container);

        TyrusTimers.silencer(session).accept(another);

        assertThat(another.service).isNotSameAs(container);
    }

    @Test
    void doesNothingToASessionThatIsBuiltOtherwise() {
        assertThatNoException().isThrownBy(() -> TyrusTimers.silencer("other").accept("other"));
    }

    /** Has the field of a Tyrus session. */
    private static final class TyrusLike {

        private ScheduledExecutorService service;

        TyrusLike(ScheduledExecutorService service) {
            this.service = service;
        }
    }
}
