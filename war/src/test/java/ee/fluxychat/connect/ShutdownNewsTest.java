package ee.fluxychat.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShutdownNewsTest {

    @Test
    void takesTheEndOfTheJvmForTheNewsWhereTheServerTellsNone() {
        List<String> told = new ArrayList<>();

        Runnable unsubscribe = ShutdownNews.subscribe(() -> told.add("stopping"));

        assertThatNoException().isThrownBy(unsubscribe::run);
        assertThat(told).isEmpty();
    }
}
