package ee.fluxychat.tck.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Unreachable;
import java.net.ConnectException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AtOnceTest {

    @Test
    void failsAsTheWorkDid() {
        Mismatch wrong = new Mismatch("status", "200", "500");
        Unreachable gone = new Unreachable("http://localhost", new ConnectException());

        assertThat(AtOnce.ended(CompletableFuture.supplyAsync(() -> 7))).isEqualTo(7);
        assertThatThrownBy(() -> AtOnce.ended(CompletableFuture.runAsync(() -> {
                    throw wrong;
                })))
                .isSameAs(wrong);
        assertThatThrownBy(() -> AtOnce.ended(CompletableFuture.runAsync(() -> {
                    throw gone;
                })))
                .isSameAs(gone);
    }
}
